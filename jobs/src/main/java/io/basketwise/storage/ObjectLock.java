package io.basketwise.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * A lock for file systems that have none. Whoever creates the file first has it, and shows that it
 * lives by a beat beside it, written again and again. A lock whose beat stands still for a while,
 * as watched from here, was left by a crash and is taken over; no clocks are compared.
 */
public final class ObjectLock implements AutoCloseable {
  /** How a lock is kept and judged. */
  record Pace(Duration beat, Duration patience) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1));
  }

  private static final String BEAT = "-beat";
  private static final int CREATIONS = 3;
  private static final Logger LOG = System.getLogger(ObjectLock.class.getName());

  private final FileSystem files;
  private final Path file;
  private final String text;
  private final ScheduledExecutorService heart;
  private final ScheduledFuture<?> beats;

  private ObjectLock(FileSystem files, Path file, String text, Pace pace) {
    this.files = files;
    this.file = file;
    this.text = text;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lock of " + file);
              thread.setDaemon(true);
              return thread;
            });
    long millis = pace.beat().toMillis();
    this.beats = heart.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Thrown when somebody else has the lock and lives. */
  public static final class HeldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String holder;

    HeldException(String holder) {
      super("held by " + holder);
      this.holder = holder;
    }

    /** What the holder wrote into its lock. */
    public String holder() {
      return holder;
    }
  }

  /**
   * Takes a lock. Where one lies already, its beat is watched for up to a minute.
   *
   * @param text who takes it, unlike that of any other; given the text that a crash has left, empty
   *     where there is none
   * @param gone whether a holder is known to be no more, so that nobody needs to watch
   */
  public static ObjectLock take(
      FileSystem files, Path file, UnaryOperator<String> text, Predicate<String> gone)
      throws HeldException {
    return take(files, file, text, gone, Pace.USUAL);
  }

  static ObjectLock take(
      FileSystem files, Path file, UnaryOperator<String> text, Predicate<String> gone, Pace pace)
      throws HeldException {
    try {
      String first = text.apply("");
      boolean alone = create(files, file, first, pace);
      Optional<String> found = alone ? Optional.of(first) : read(files, file);
      if (found.isEmpty()) {
        // It was given back a moment ago.
        return take(files, file, text, gone, pace);
      }
      String other = found.get();
      if (other.equals(first)) {
        // Of a creation that is tried again the first try may have come through, unheard.
        return new ObjectLock(files, file, first, pace);
      }
      if (!gone.test(other) && lives(files, file, other, pace)) {
        throw new HeldException(other);
      }
      // Another one who found it left may have been faster, while this one slept.
      String before = read(files, file).orElse("");
      if (!before.equals(other)) {
        throw new HeldException(before);
      }
      files.delete(file, false);
      String mine = text.apply(other);
      boolean created = create(files, file, mine, pace);
      // Another one who found it left may have removed this one's: whoever is still there has it.
      pause(pace.beat());
      String now = read(files, file).orElse("");
      if (!created || !now.equals(mine)) {
        throw new HeldException(now);
      }
      return new ObjectLock(files, file, mine, pace);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
    }
  }

  private static boolean lives(FileSystem files, Path file, String holder, Pace pace)
      throws IOException {
    Optional<String> beat = read(files, beat(file));
    long until = System.nanoTime() + pace.patience().toNanos();
    while (System.nanoTime() < until) {
      pause(pace.beat().dividedBy(2));
      if (!read(files, file).orElse("").equals(holder) || !read(files, beat(file)).equals(beat)) {
        return true;
      }
    }
    return false;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a lock", e);
    }
  }

  /**
   * Creates the file if there is none. An object store may refuse two that try at once, and what
   * stood in the way may be gone a moment later: with no file there it is tried again.
   */
  private static boolean create(FileSystem files, Path file, String text, Pace pace)
      throws IOException {
    for (int left = CREATIONS - 1; ; left--) {
      try {
        createNew(files, file, text);
        return true;
      } catch (IOException failed) {
        if (failed instanceof FileAlreadyExistsException || files.exists(file)) {
          return false;
        }
        if (left == 0) {
          throw failed;
        }
        pause(pace.beat().dividedBy(2));
      }
    }
  }

  private static void createNew(FileSystem files, Path file, String text) throws IOException {
    FSDataOutputStreamBuilder<?, ?> creation = files.createFile(file);
    creation.recursive();
    creation.overwrite(false);
    // An object store is to create it only where there is none; to look first would not do.
    creation.opt(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (OutputStream out = creation.build()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static Path beat(Path file) {
    return file.suffix(BEAT);
  }

  private static Optional<String> read(FileSystem files, Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    }
  }

  private void beat() {
    try {
      if (isHeld()) {
        try (OutputStream out = files.create(beat(file), true)) {
          out.write(Mark.next().getBytes(UTF_8));
        }
      }
    } catch (IOException | RuntimeException unreachable) {
      // The next beat tries again; the others are patient.
      LOG.log(Level.WARNING, "no sign of life written to " + beat(file), unreachable);
    }
  }

  /** What this holder wrote into the lock. */
  public String text() {
    return text;
  }

  /**
   * Refuses to go on when somebody has taken the lock away, because this process stood still for
   * too long: to be asked right before whatever must be done alone.
   */
  public void check() {
    try {
      if (!isHeld()) {
        throw Refusal.locked(
            "The lock " + file + " was taken away",
            "this process showed no sign of life for a minute, so that another one took over",
            "start again when that one has ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell who holds " + file, e);
    }
  }

  private boolean isHeld() throws IOException {
    return read(files, file).orElse("").equals(text);
  }

  @Override
  public void close() {
    end(() -> files.delete(file, false));
  }

  /**
   * Gives the lock back with a text in it, of which {@code gone} must be true for all who find it.
   */
  public void leave(String rest) {
    end(
        () -> {
          try (OutputStream out = files.create(file, true)) {
            out.write(rest.getBytes(UTF_8));
          }
        });
  }

  @FunctionalInterface
  private interface GiveBack {
    void run() throws IOException;
  }

  private void end(GiveBack giveBack) {
    beats.cancel(false);
    heart.shutdown();
    try {
      heart.awaitTermination(1, TimeUnit.MINUTES);
      if (isHeld()) {
        files.delete(beat(file), false);
        giveBack.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release " + file, e);
    }
  }
}

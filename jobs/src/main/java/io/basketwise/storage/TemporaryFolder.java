package io.basketwise.storage;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * A folder for what a process needs for as long as it lives: Spark's blocks, the libraries that are
 * unpacked, copies of versions. The operating system holds a lock on a file in it, so that whoever
 * comes next can tell which folders belong to killed processes, of whatever container, and removes
 * them.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TemporaryFolder.class.getName());
  private static final String PLACE = "java.io.tmpdir";
  private static final String PREFIX = "basketwise-tmp-";
  private static final String LOCK = ".lock";

  /** After Spark's own hooks, which stop it and remove what it knows of. */
  private static final int AFTER_SPARK = 1;

  /**
   * The folders of this process. Their locks are never looked at: to POSIX, closing any handle of a
   * file gives up all locks that the process has on it.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private static @Nullable TemporaryFolder ofProcess;

  private final Path folder;
  private final FileChannel lock;

  private TemporaryFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * The folder of this process, gone when that ends. From the first call on it is what the JVM
   * calls its temporary folder. Spark then follows in a driver, and in no executor, unless it was
   * given a place of its own.
   */
  public static synchronized Path ofProcess() {
    TemporaryFolder mine = ofProcess;
    if (mine == null) {
      mine = below(Path.of(System.getProperty(PLACE)));
      ShutdownHookManager.get().addShutdownHook(mine::close, AFTER_SPARK);
      System.setProperty(PLACE, mine.folder.toString());
      ofProcess = mine;
    }
    return mine.folder;
  }

  /** Takes a new one, and removes those beside it that killed processes of this user have left. */
  public static synchronized TemporaryFolder below(Path place) {
    try {
      Path parent = place.toAbsolutePath();
      if (!Files.isDirectory(parent)) {
        Files.createDirectories(parent);
      }
      TemporaryFolder mine = null;
      while (mine == null) {
        mine = lock(Files.createTempDirectory(parent, PREFIX));
      }
      sweep(mine.folder);
      return mine;
    } catch (IOException e) {
      throw Refusal.configuration(
          "Cannot use the temporary folder " + place,
          e.toString(),
          "make it writable, or name another as BASKETWISE_JAVA_OPTS=-D" + PLACE + "=DIR");
    }
  }

  /** Null where another process found it before it was locked, and removed it. */
  @SuppressWarnings("MustBeClosedChecker") // the lock keeps it open
  private static @Nullable TemporaryFolder lock(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException swept) {
      return null;
    }
    boolean taken = false;
    try {
      taken = channel.tryLock() != null && Files.exists(file);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      return null;
    }
    HELD.add(folder);
    return new TemporaryFolder(folder, channel);
  }

  /** What cannot be judged or removed is no reason to stop a command. */
  private static void sweep(Path mine) {
    try (Stream<Path> all = Files.list(Objects.requireNonNull(mine.getParent()))) {
      List<Path> others =
          all.filter(path -> path.getFileName().toString().matches(PREFIX + "[0-9]+"))
              .filter(path -> !HELD.contains(path))
              .toList();
      for (Path other : others) {
        removeIfLeft(other, mine);
      }
    } catch (IOException | UncheckedIOException kept) {
      LOG.log(Level.DEBUG, "could not look for what was left beside " + mine, kept);
    }
  }

  private static void removeIfLeft(Path other, Path mine) {
    try {
      if (Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(other).equals(Files.getOwner(mine))) {
        removeUnlessHeld(other);
      }
    } catch (IOException | UncheckedIOException kept) {
      LOG.log(Level.DEBUG, "could not remove " + other, kept);
    }
  }

  private static void removeUnlessHeld(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      // Empty, or not one of ours: its owner was killed, or tries again with another name.
      Files.delete(folder);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        remove(folder);
      }
    }
  }

  /** The lock goes last, so that the next process finds what this one could not remove. */
  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.filter(path -> !path.endsWith(LOCK)).toList()) {
        Folders.delete(path);
      }
    }
    Folders.delete(folder);
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() {
    try (lock) {
      remove(folder);
    } catch (IOException | UncheckedIOException left) {
      // A thread may still write while the process ends: the next one finds it.
      LOG.log(Level.DEBUG, "could not remove " + folder, left);
    }
  }
}

package io.basketwise.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.storage.LockHolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a lake on this machine. The operating system holds it, so that no crash outlives it;
 * the file only tells who has it and who was killed with it, and is empty else.
 */
final class LocalRunLock implements RunLock {
  private static final int MOST_BYTES = 1 << 16;
  private static final int LOOKS = 40;
  private static final int BETWEEN_LOOKS_MILLIS = 50;

  /** Far behind the text, which others may then read on every system. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * The locks of this process. A second look at the file would be harmful here: to POSIX, closing
   * any handle of a file gives up all locks that the process has on it.
   */
  private static final Map<Path, LockHolder> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final LockText text;
  private boolean told;

  private LocalRunLock(Path file, FileChannel channel, LockText text) {
    this.file = file;
    this.channel = channel;
    this.text = text;
    this.told = text.killed().isEmpty();
  }

  /** Takes the lock of a lake, or refuses when another run has it. */
  static LocalRunLock take(Path lake, LockHolder holder) {
    try {
      Path file = lake.toRealPath().resolve(FILE);
      LockHolder other = HELD.putIfAbsent(file, holder);
      if (other != null) {
        throw RunLock.locked(
            Objects.requireNonNull(file.getParent()), file, Optional.of(other), holder);
      }
      try {
        return open(file, holder);
      } catch (IOException | RuntimeException | Error failure) {
        HELD.remove(file);
        throw failure;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + lake, e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the lock keeps it open
  private static LocalRunLock open(Path file, LockHolder holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw RunLock.locked(
            Objects.requireNonNull(file.getParent()), file, holderOf(channel), holder);
      }
      LockText text = LockText.read(text(channel)).next(holder);
      write(channel, text);
      taken = true;
      return new LocalRunLock(file, channel, text);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** Whoever took the lock a moment ago may not have written yet who it is. */
  private static Optional<LockHolder> holderOf(FileChannel channel) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      Optional<LockHolder> told = LockHolder.read(text(channel)).filter(LockHolder::mayLive);
      if (told.isPresent() || !slept()) {
        return told;
      }
    }
    return Optional.empty();
  }

  private static boolean slept() {
    try {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), UTF_8);
  }

  /** Over the old text, whose room it has: what a killed run left is not lost to a full disk. */
  private static void write(FileChannel channel, LockText text) throws IOException {
    byte[] json = text.json().getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(json, Math.max(json.length, Math.toIntExact(channel.size())));
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    ByteBuffer left = ByteBuffer.wrap(padded);
    while (left.hasRemaining()) {
      channel.write(left, left.position());
    }
    channel.truncate(json.length);
  }

  @Override
  public List<LockHolder> killed() {
    return text.killed();
  }

  @Override
  public boolean outlivesHolders() {
    return true;
  }

  @Override
  public void told() {
    told = true;
  }

  @Override
  public void close() {
    try (channel) {
      if (told) {
        channel.truncate(0);
      } else {
        write(channel, text.givenBack());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release " + file, e);
    } finally {
      HELD.remove(file);
    }
  }
}

package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import io.basketwise.storage.ObjectLock.HeldException;
import io.basketwise.storage.ObjectLock.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that is a file: who lives keeps it, what a crash has left is taken over. */
class ObjectLockTest {
  private static final Pace PATIENT = new Pace(Duration.ofMillis(20), Duration.ofMinutes(5));
  private static final Pace HASTY = new Pace(Duration.ofMillis(20), Duration.ofMillis(200));

  @TempDir private java.nio.file.Path folder;
  private FileSystem files;
  private Path file;

  @BeforeEach
  void find() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    file = new Path(folder.toUri().toString(), "below/.lock");
  }

  private ObjectLock take(String text, Pace pace) throws HeldException {
    return ObjectLock.take(
        files, file, left -> left.isEmpty() ? text : text + " after " + left, "gone"::equals, pace);
  }

  @Test
  void whoLivesKeepsIt() throws HeldException, IOException {
    try (ObjectLock first = take("first", PATIENT)) {
      assertThat(first.text()).isEqualTo("first");
      assertThatThrownBy(() -> take("second", PATIENT))
          .isInstanceOfSatisfying(
              HeldException.class, held -> assertThat(held.holder()).isEqualTo("first"));
      first.check();
    }
    assertThat(files.listStatus(file.getParent())).isEmpty();
    take("third", PATIENT).close();
  }

  @Test
  void whatACrashHasLeftIsTakenOver() throws HeldException, IOException {
    write("crashed");
    try (ObjectLock next = take("next", HASTY)) {
      assertThat(next.text()).isEqualTo("next after crashed");
    }
    assertThat(files.exists(file)).isFalse();
  }

  @Test
  void nobodyWatchesAHolderThatIsKnownToBeGone() throws HeldException, IOException {
    write("gone");
    try (ObjectLock next = take("next", PATIENT)) {
      assertThat(next.text()).isEqualTo("next after gone");
    }
  }

  @Test
  void whatIsLeftInALockIsToldToTheNextAtOnce() throws HeldException, IOException {
    take("first", PATIENT).leave("gone");
    assertThat(read()).isEqualTo("gone");
    try (ObjectLock next = take("next", PATIENT)) {
      assertThat(next.text()).isEqualTo("next after gone");
    }
    assertThat(files.exists(file)).isFalse();
  }

  @Test
  void whoStoodStillTooLongIsToldAtOnceAndLeavesTheLockToTheOther()
      throws HeldException, IOException {
    try (ObjectLock slow = take("slow", PATIENT)) {
      write("other");
      assertThatThrownBy(slow::check)
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(5))
          .hasMessageContaining("was taken away");
    }
    assertThat(files.exists(file)).isTrue();
  }

  @Test
  void whoSleptAfterWatchingDoesNotRemoveTheLockOfTheNextHolder() throws IOException {
    write("crashed");
    assertThatThrownBy(
            () -> ObjectLock.take(files, file, left -> "slow", this::takenOverMeanwhile, PATIENT))
        .isInstanceOfSatisfying(
            HeldException.class, held -> assertThat(held.holder()).isEqualTo("fast"));
    assertThat(read()).isEqualTo("fast");
  }

  @Test
  void aCreationThatIsRefusedForTheMomentIsTriedAgain() throws HeldException, IOException {
    Refusing store = new Refusing(2, false);
    files = store;
    take("first", PATIENT).close();
    assertThat(store.refusals).isZero();
    assertThat(files.exists(file)).isFalse();
  }

  @Test
  void whatIsAlwaysRefusedIsAFailure() {
    files = new Refusing(Integer.MAX_VALUE, false);
    assertThatThrownBy(() -> take("first", PATIENT))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("conflict");
  }

  @Test
  void whoseCreationCameThroughUnheardHasTheLock() throws HeldException, IOException {
    files = new Refusing(1, true);
    try (ObjectLock first = take("first", PATIENT)) {
      first.check();
    }
    assertThat(files.exists(file)).isFalse();
  }

  /** Refuses some creations as an object store does that sees two at once. */
  private static final class Refusing extends RawLocalFileSystem {
    private final boolean unheard;
    private int refusals;

    Refusing(int refusals, boolean unheard) {
      this.refusals = refusals;
      this.unheard = unheard;
      try {
        initialize(URI.create("file:///"), new Configuration());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public FSDataOutputStream create(
        Path path,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      if (!overwrite && refusals > 0) {
        refusals--;
        if (unheard) {
          Files.createDirectories(java.nio.file.Path.of(path.getParent().toUri().getPath()));
          Files.writeString(java.nio.file.Path.of(path.toUri().getPath()), "first");
        }
        throw new IOException("conflict");
      }
      return super.create(
          path, permission, overwrite, bufferSize, replication, blockSize, progress);
    }
  }

  private boolean takenOverMeanwhile(String crashed) {
    try {
      write("fast");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read() throws IOException {
    try (InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(String text) throws IOException {
    try (OutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}

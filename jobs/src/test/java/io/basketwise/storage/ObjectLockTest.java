package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.storage.ObjectLock.HeldException;
import io.basketwise.storage.ObjectLock.Pace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
    return ObjectLock.take(files, file, text, holder -> false, pace);
  }

  @Test
  void whoLivesKeepsIt() throws HeldException, IOException {
    try (ObjectLock first = take("first", PATIENT)) {
      assertThat(first.left()).isEmpty();
      assertThatThrownBy(() -> take("second", PATIENT))
          .isInstanceOfSatisfying(
              HeldException.class, held -> assertThat(held.holder()).isEqualTo("first"));
      assertThat(first.lost()).isFalse();
    }
    assertThat(files.listStatus(file.getParent())).isEmpty();
    take("third", PATIENT).close();
  }

  @Test
  void whatACrashHasLeftIsTakenOver() throws HeldException, IOException {
    write("crashed");
    try (ObjectLock next = take("next", HASTY)) {
      assertThat(next.left()).contains("crashed");
    }
    assertThat(files.exists(file)).isFalse();
  }

  @Test
  void nobodyWatchesAHolderThatIsKnownToBeGone() throws HeldException, IOException {
    write("gone");
    try (ObjectLock next = ObjectLock.take(files, file, "next", "gone"::equals, PATIENT)) {
      assertThat(next.left()).contains("gone");
    }
  }

  @Test
  void whoStoodStillTooLongIsToldAndLeavesTheLockToTheOther()
      throws HeldException, IOException, InterruptedException {
    try (ObjectLock slow = take("slow", PATIENT)) {
      write("other");
      while (!slow.lost()) {
        Thread.sleep(5);
      }
    }
    assertThat(files.exists(file)).isTrue();
  }

  private void write(String text) throws IOException {
    try (OutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}

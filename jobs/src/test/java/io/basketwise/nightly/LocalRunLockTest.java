package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import io.basketwise.storage.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of a lake; what ten starts at once do is seen in {@link TenStartsTest}. */
class LocalRunLockTest {
  private static final Instant AT = Instant.parse("2026-03-01T02:00:03Z");
  @TempDir private Path lake;

  private static LockHolder holder(Instant at) {
    return LockHolder.here(at);
  }

  @Test
  void aSecondRunIsToldWhoHasItAndForHowLong() {
    try (RunLock first = LocalRunLock.take(lake, holder(AT))) {
      for (int again = 0; again < 3; again++) {
        assertThatThrownBy(() -> LocalRunLock.take(lake, holder(AT.plusSeconds(14 * 60 + 5))))
            .isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(5))
            .hasMessageContaining("process %d on host ", ProcessHandle.current().pid())
            .hasMessageContaining("since 2026-03-01 02:00:03Z, 14 min");
      }
      assertThat(first.killed()).isEmpty();
    }
    try (RunLock next = LocalRunLock.take(lake, holder(AT))) {
      assertThat(next.killed()).as("the first gave it back").isEmpty();
    }
  }

  @Test
  void whatAnOlderBuildOrAHalfWrittenFileLeftIsNoHolder() throws IOException {
    for (String left : new String[] {"4711", "{\"pid\":4711,\"ho", "{}", "\u0000\u0000"}) {
      Files.writeString(lake.resolve(".lock"), left);
      try (RunLock lock = LocalRunLock.take(lake, holder(AT))) {
        assertThat(lock.killed()).isEmpty();
      }
    }
  }

  @Test
  void aKilledHolderIsToldToTheNext() throws Exception {
    Process run = Commands.start(lake.resolve("out"), HoldLock.class, lake.toString());
    Path file = lake.resolve(".lock");
    while (run.isAlive() && !(Files.exists(file) && Files.size(file) > 0)) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> LocalRunLock.take(lake, holder(AT)))
        .hasMessageContaining("process %d on host", run.pid());
    run.destroyForcibly().waitFor();
    try (RunLock lock = LocalRunLock.take(lake, holder(AT))) {
      assertThat(lock.killed())
          .singleElement()
          .satisfies(
              killed -> {
                assertThat(killed.pid()).isEqualTo(run.pid());
                assertThat(killed.startedAt()).isEqualTo(HoldLock.AT);
              });
    }
  }

  @Test
  void killedRunsAreHandedOnUntilTheyAreTold() throws IOException {
    LockHolder first = new LockHolder("a", 4_194_305, "here", "", "nightly", AT);
    LockHolder second = new LockHolder("b", 4_194_306, "here", "", "nightly", AT.plusSeconds(60));
    LockText killedTwice = LockText.read(first.json()).next(second);
    Files.writeString(lake.resolve(".lock"), killedTwice.json());
    try (RunLock untold = LocalRunLock.take(lake, holder(AT))) {
      assertThat(untold.killed()).containsExactly(first, second);
    }
    try (RunLock told = LocalRunLock.take(lake, holder(AT))) {
      assertThat(told.killed()).containsExactly(first, second);
      told.told();
    }
    assertThat(lake.resolve(".lock")).isEmptyFile();
  }

  /** A process that takes a lock and keeps it until it is killed. */
  static final class HoldLock {
    static final Instant AT = Instant.parse("2026-02-28T02:00:00Z");

    private HoldLock() {}

    public static void main(String[] lake) throws IOException {
      try (RunLock lock = LocalRunLock.take(Path.of(lake[0]), LockHolder.here(AT))) {
        // It ends when the test does, even if that is killed itself.
        System.in.read();
      }
    }
  }
}

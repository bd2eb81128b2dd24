package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Only who shares a holder's process ids can tell that its process is gone. */
class LockHolderTest {
  /** Above what any kernel hands out. */
  private static final long NOBODY = 4_194_305;

  private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");
  private static final LockHolder HERE = LockHolder.here(AT);

  private static LockHolder holder(long pid, String pidSpace) {
    return new LockHolder("run", pid, HERE.host(), pidSpace, "nightly", AT);
  }

  @Test
  void aProcessThatIsGoneIsToldByWhoSharesItsIds() {
    assertThat(HERE.pidSpace()).isNotEmpty();
    assertThat(HERE.mayLive()).isTrue();
    assertThat(LockHolder.isGone(holder(NOBODY, HERE.pidSpace()).json())).isTrue();
  }

  @Test
  void inAnotherContainerOfTheSameHostNameItMayLive() {
    assertThat(LockHolder.isGone(holder(NOBODY, "another kernel pid:[4026531836]").json()))
        .isFalse();
  }

  @Test
  void ofALockThatDoesNotTellItMayLive() {
    String earlier = holder(NOBODY, "").json().replaceFirst("\"pid_space\":\"\",?", "");
    assertThat(earlier).doesNotContain("pid_space");
    assertThat(LockHolder.isGone(earlier)).isFalse();
    assertThat(LockHolder.read(earlier)).contains(holder(NOBODY, ""));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(LockHolder.read(HERE.json())).contains(HERE);
    assertThat(HERE.told(AT)).contains("process " + HERE.pid() + " on host " + HERE.host());
  }
}

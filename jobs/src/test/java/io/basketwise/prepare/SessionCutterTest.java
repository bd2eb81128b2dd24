package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionCutterTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private final SessionCutter cutter = new SessionCutter(30 * 60_000L);

  @Test
  void aGapOfExactlyTheLimitKeepsTheSession() {
    String first = cutter.session("v1", NOON);
    assertThat(cutter.session("v1", NOON.plusSeconds(1800))).isEqualTo(first);
  }

  @Test
  void aLongerGapStartsANewOneNamedByItsFirstEvent() {
    cutter.session("v1", NOON);
    Instant later = NOON.plusMillis(1_800_001);
    assertThat(cutter.session("v1", later)).isEqualTo("v1@" + later.toEpochMilli());
  }

  @Test
  void theGapIsMeasuredFromTheLastEventNotFromTheFirst() {
    String first = cutter.session("v1", NOON);
    cutter.session("v1", NOON.plusSeconds(1700));
    assertThat(cutter.session("v1", NOON.plusSeconds(3400))).isEqualTo(first);
  }

  @Test
  void anotherVisitorHasAnotherSession() {
    String first = cutter.session("v1", NOON);
    assertThat(cutter.session("v2", NOON)).isNotEqualTo(first);
  }
}

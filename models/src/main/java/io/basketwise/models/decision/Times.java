package io.basketwise.models.decision;

import java.time.DateTimeException;
import java.time.Instant;

/** Times that a calendar knows: days can be added to them, and milliseconds hold them. */
final class Times {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private Times() {}

  /** The time itself; outside the years 0 to 9998 a {@link DateTimeException}. */
  static Instant checked(Instant time) {
    if (time.isBefore(FIRST) || !time.isBefore(END)) {
      throw new DateTimeException("time " + time + ", expected a year from 0 to 9998");
    }
    return time;
  }
}

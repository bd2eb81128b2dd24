package io.basketwise.inputs;

import java.time.Instant;

/** The first and the last instant of a column. */
public record TimeBounds(Instant first, Instant last) {
  public TimeBounds {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("last " + last + " is before first " + first);
    }
  }

  TimeBounds and(TimeBounds other) {
    return new TimeBounds(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }
}

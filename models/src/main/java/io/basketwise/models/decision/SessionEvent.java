package io.basketwise.models.decision;

import java.time.Instant;

/**
 * What the visitor did: a click row. Absent strings are empty, absent numbers NaN, absent dwell -1.
 */
public record SessionEvent(
    String eventId,
    Instant occurredAt,
    String eventType,
    String placement,
    String itemId,
    double price,
    double quantity,
    long dwellMillis,
    double value,
    String channel) {
  /**
   * Checks the time.
   *
   * @throws java.time.DateTimeException when it is outside the years 0 to 9998
   */
  public SessionEvent {
    occurredAt = Times.checked(occurredAt);
  }
}

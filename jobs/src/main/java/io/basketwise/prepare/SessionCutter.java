package io.basketwise.prepare;

import java.time.Instant;

/**
 * Names the sessions of events that carry none: a new one starts with a visitor's first event and
 * after every idle gap longer than the limit. Events arrive by visitor, then time.
 */
final class SessionCutter {
  private final long gapMillis;
  private String visitor = "";
  private String session = "";
  private long lastMillis;

  SessionCutter(long gapMillis) {
    this.gapMillis = gapMillis;
  }

  /** The session of the next event, named by its visitor and the epoch millisecond it began. */
  String session(String visitorId, Instant at) {
    long millis = at.toEpochMilli();
    if (session.isEmpty() || !visitorId.equals(visitor) || millis - lastMillis > gapMillis) {
      visitor = visitorId;
      session = visitorId + "@" + millis;
    }
    lastMillis = millis;
    return session;
  }
}

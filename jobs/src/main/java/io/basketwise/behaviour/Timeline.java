package io.basketwise.behaviour;

import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;
import java.util.List;

/**
 * A whole session, and what came of it. Absent strings are empty.
 *
 * @param customerId who the customer turned out to be, empty where nobody said
 * @param events by time
 * @param bought what was ordered in it and kept
 * @param owned what the customer had ordered before it and not returned by then
 */
record Timeline(
    String sessionId,
    String visitorId,
    String customerId,
    List<Logged> events,
    List<Bought> bought,
    List<OwnedItem> owned) {
  /**
   * An event with who was known by then and what the log says of offers; propensity may be NaN. A
   * purchase names its order.
   */
  record Logged(
      SessionEvent event,
      String customerId,
      String offerId,
      double propensity,
      String orderId,
      String device) {
    boolean is(String type) {
      return event.eventType().equals(type);
    }
  }

  /** An order line. */
  record Bought(
      String itemId, double quantity, double price, boolean gift, String offerId, Instant at) {}

  Instant start() {
    return events.get(0).event().occurredAt();
  }

  Instant end() {
    return events.get(events.size() - 1).event().occurredAt();
  }
}

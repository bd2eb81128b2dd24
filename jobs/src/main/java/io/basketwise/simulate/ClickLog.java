package io.basketwise.simulate;

import io.basketwise.tables.ParquetTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of sessions as clicks, with a little dirt; what comes after the end is unseen.
 */
final class ClickLog {
  private static final String EXPERIMENT = "offer-log";

  private final ParquetTable table;
  private final Instant end;

  ClickLog(ParquetTable table, Instant end) {
    this.table = table;
    this.end = end;
  }

  void write(Session session, Event event) {
    write(session, session.nextEventId(), event);
  }

  void write(Session session, String eventId, Event event) {
    row(session, eventId, session.visitorId, event);
    if (session.dice.chance(Model.REPEATED_EVENT)) {
      row(session, eventId, session.visitorId, event);
    }
    if (session.dice.chance(Model.BAD_EVENT)) {
      bad(session, event);
    }
  }

  private void bad(Session session, Event event) {
    if (session.dice.chance(0.5)) {
      row(session, session.nextEventId(), null, event);
    } else {
      Event unknown = new Event("heartbeat", event.placement);
      row(session, session.nextEventId(), session.visitorId, unknown);
    }
  }

  private void row(Session session, String eventId, @Nullable String visitor, Event event) {
    if (!session.clock().isBefore(end)) {
      return;
    }
    Customer customer = session.customer;
    table.write(
        eventId,
        visitor,
        session.clock(),
        event.type,
        session.tracked ? session.sessionId : null,
        session.loggedIn ? session.customerId : null,
        event.placement,
        event.itemId,
        event.price,
        event.quantity,
        event.dwellMillis,
        event.value,
        customer.device(),
        customer.channel(),
        customer.region(),
        event.orderId,
        event.offerId,
        event.variant == null ? null : EXPERIMENT,
        event.variant,
        event.propensity);
  }
}

package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.tables.ParquetTable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes orders line by line, with cancellations, returns and a little dirt. */
final class OrderLog {
  private static final String PLACED = "placed";
  private static final String CANCELLED = "cancelled";
  private static final String RETURNED = "returned";

  private final ParquetTable table;
  private final Instant end;

  OrderLog(ParquetTable table, Instant end) {
    this.table = table;
    this.end = end;
  }

  void place(Session session) {
    Dice dice = session.dice;
    String status = dice.chance(Model.CANCELLED) ? CANCELLED : PLACED;
    Instant at = session.clock();
    for (Line line : session.cart.lines()) {
      row(session, line, at, line.item().id(), line.quantity(), line.price(), status);
      if (status.equals(PLACED) && dice.chance(Model.RETURNED_LINE)) {
        giveBack(session, line);
      }
      soil(session, line, status);
    }
  }

  /** Some units come back days later; what happens after the window is not seen. */
  private void giveBack(Session session, Line line) {
    int days = 1 + session.dice.below(Model.MAX_RETURN_DAYS);
    int units = 1 + session.dice.below(line.quantity());
    Instant at = session.clock().plus(Duration.ofDays(days));
    if (at.isBefore(end)) {
      row(session, line, at, line.item().id(), -units, line.price(), RETURNED);
    }
  }

  private void soil(Session session, Line line, String status) {
    Dice dice = session.dice;
    Instant at = session.clock();
    if (dice.chance(Model.REPEATED_ORDER_LINE)) {
      row(session, line, at, line.item().id(), line.quantity(), line.price(), status);
    }
    if (dice.chance(Model.BAD_ORDER_LINE)) {
      if (dice.chance(0.5)) {
        row(session, line, at, line.item().id(), line.quantity(), -line.price(), status);
      } else {
        row(session, line, at, null, line.quantity(), line.price(), status);
      }
    }
  }

  private void row(
      Session session,
      Line line,
      Instant at,
      @Nullable String itemId,
      double quantity,
      double price,
      String status) {
    Customer customer = session.customer;
    table.write(
        session.orderId(),
        at,
        itemId,
        quantity,
        price,
        customer.guest() ? null : session.customerId,
        session.tracked ? session.sessionId : null,
        status,
        line.item().price(),
        session.plan.gift(),
        line.offerId().orElse(null),
        customer.channel(),
        customer.region());
  }
}

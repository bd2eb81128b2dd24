package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.tables.ParquetTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders line by line, with cancellations, returns and dirt; what is after the end is unseen. */
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

  void place(Order order, List<Line> lines, Dice dice) {
    String status = dice.chance(Model.CANCELLED) ? CANCELLED : PLACED;
    for (Line line : lines) {
      row(order, line, order.at(), line.item().id(), line.quantity(), line.price(), status);
      if (status.equals(PLACED) && dice.chance(Model.RETURNED_LINE)) {
        giveBack(order, line, dice);
      }
      soil(order, line, status, dice);
    }
  }

  /** Some units come back days later. */
  private void giveBack(Order order, Line line, Dice dice) {
    int days = 1 + dice.below(Model.MAX_RETURN_DAYS);
    int units = 1 + dice.below(line.quantity());
    Instant at = order.at().plus(Duration.ofDays(days));
    row(order, line, at, line.item().id(), -units, line.price(), RETURNED);
  }

  private void soil(Order order, Line line, String status, Dice dice) {
    Instant at = order.at();
    if (dice.chance(Model.REPEATED_ORDER_LINE)) {
      row(order, line, at, line.item().id(), line.quantity(), line.price(), status);
    }
    if (dice.chance(Model.BAD_ORDER_LINE)) {
      if (dice.chance(0.5)) {
        row(order, line, at, line.item().id(), line.quantity(), -line.price(), status);
      } else {
        row(order, line, at, null, line.quantity(), line.price(), status);
      }
    }
  }

  private void row(
      Order order,
      Line line,
      Instant at,
      @Nullable String itemId,
      double quantity,
      double price,
      String status) {
    if (!at.isBefore(end)) {
      return;
    }
    table.write(
        order.id(),
        at,
        itemId,
        quantity,
        price,
        order.customerId(),
        order.sessionId(),
        status,
        line.item().price(),
        order.gift(),
        line.offerId().orElse(null),
        order.channel(),
        order.region());
  }
}

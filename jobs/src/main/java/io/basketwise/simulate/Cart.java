package io.basketwise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cart of a session: what lies in it, and what the plan will still put there. */
final class Cart {
  /**
   * A line.
   *
   * @param price paid per unit
   * @param offerId the accepted offer that put it there, empty = none
   */
  record Line(Item item, int quantity, double price, Optional<String> offerId) {
    double margin() {
      return quantity * (price - item.unitCost());
    }

    double value() {
      return quantity * price;
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final List<Line> coming = new ArrayList<>();

  void expect(Line line) {
    coming.add(line);
  }

  /** Moves an expected item into the cart. */
  Optional<Line> arrive(Item item) {
    Optional<Line> line = coming.stream().filter(l -> l.item().index() == item.index()).findFirst();
    line.ifPresent(
        l -> {
          coming.remove(l);
          lines.add(l);
        });
    return line;
  }

  void add(Line line) {
    lines.add(line);
  }

  /** Takes an item out of the cart or out of what is expected; true = it lay in the cart. */
  boolean drop(Item item) {
    coming.removeIf(l -> l.item().index() == item.index());
    return lines.removeIf(l -> l.item().index() == item.index());
  }

  List<Line> lines() {
    return lines;
  }

  boolean wants(Item item) {
    return line(item).isPresent();
  }

  /** The line of an item, present or expected. */
  Optional<Line> line(Item item) {
    for (Line line : lines) {
      if (line.item().index() == item.index()) {
        return Optional.of(line);
      }
    }
    return coming.stream().filter(l -> l.item().index() == item.index()).findFirst();
  }

  boolean willHoldSomething() {
    return !lines.isEmpty() || !coming.isEmpty();
  }

  /** Contribution of the whole cart once everything expected has arrived. */
  double plannedMargin() {
    double margin = 0;
    for (Line line : lines) {
      margin += line.margin();
    }
    for (Line line : coming) {
      margin += line.margin();
    }
    return margin;
  }

  double plannedValue() {
    double value = 0;
    for (Line line : lines) {
      value += line.value();
    }
    for (Line line : coming) {
      value += line.value();
    }
    return value;
  }
}

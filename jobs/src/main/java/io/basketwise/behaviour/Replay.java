package io.basketwise.behaviour;

import io.basketwise.behaviour.Timeline.Logged;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of a session of the past the moments that a service would have asked about. */
final class Replay {
  private final Timeline timeline;
  private final List<SessionEvent> events;

  Replay(Timeline timeline) {
    this.timeline = timeline;
    this.events = timeline.events().stream().map(Logged::event).toList();
  }

  /**
   * The moment after some events. Who logs in later is nobody yet, and has nothing; a device that
   * is told later is unknown.
   *
   * @param count events that have happened
   * @param telling events that tell who is there, and with what in hand: one more where it was
   *     logged who was asked
   */
  Moment after(int count, int telling, Instant at, Placement placement) {
    List<SessionEvent> seen = events.subList(0, count);
    boolean known = isKnown(telling);
    return Moment.builder()
        .momentId(timeline.sessionId())
        .at(at)
        .placement(placement)
        .visitorId(timeline.visitorId())
        .customerId(known ? timeline.customerId() : "")
        .device(device(telling))
        .itemId(placement == Placement.PRODUCT_PAGE ? lastViewed(seen) : "")
        .cart(cart(seen))
        .events(seen)
        .owned(known ? timeline.owned() : List.of())
        .firstTimeBuyer(known && timeline.owned().isEmpty())
        .build();
  }

  private boolean isKnown(int telling) {
    String customer = timeline.customerId();
    return !customer.isEmpty()
        && timeline.events().subList(0, telling).stream()
            .anyMatch(logged -> logged.customerId().equals(customer));
  }

  /** The one that was told last. */
  private String device(int telling) {
    for (int i = telling - 1; i >= 0; i--) {
      String device = timeline.events().get(i).device();
      if (!device.isEmpty()) {
        return device;
      }
    }
    return "";
  }

  private static String lastViewed(List<SessionEvent> seen) {
    for (int i = seen.size() - 1; i >= 0; i--) {
      if (seen.get(i).eventType().equals("item_view")) {
        return seen.get(i).itemId();
      }
    }
    return "";
  }

  /**
   * A cart is what was put in and not taken out; a quantity that is unknown, or none, is one unit.
   */
  private static List<CartLine> cart(List<SessionEvent> seen) {
    Map<String, CartLine> lines = new LinkedHashMap<>();
    for (SessionEvent event : seen) {
      double units = event.quantity() > 0 ? event.quantity() : 1;
      switch (event.eventType()) {
        case "add_to_cart" -> {
          if (!event.itemId().isEmpty()) {
            lines.merge(
                event.itemId(), new CartLine(event.itemId(), units, event.price()), Replay::more);
          }
        }
        case "remove_from_cart" ->
            lines.computeIfPresent(
                event.itemId(), (item, line) -> line.quantity() > units ? less(line, units) : null);
        case "purchase" -> lines.clear();
        default -> {}
      }
    }
    return new ArrayList<>(lines.values());
  }

  /** The price that was told last holds for all. */
  private static CartLine more(CartLine line, CartLine added) {
    return new CartLine(
        line.itemId(),
        Math.min(line.quantity() + added.quantity(), Double.MAX_VALUE),
        Double.isNaN(added.unitPrice()) ? line.unitPrice() : added.unitPrice());
  }

  private static CartLine less(CartLine line, double units) {
    return new CartLine(line.itemId(), line.quantity() - units, line.unitPrice());
  }

  /** Where the visitor is after some events: on the page of the last one that names its place. */
  Placement placement(int count) {
    for (int i = count - 1; i >= 0; i--) {
      var named = Placement.of(events.get(i).placement());
      if (named.isPresent()) {
        return named.get();
      }
    }
    return Placement.HOME;
  }
}

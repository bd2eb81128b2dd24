package io.basketwise.models.bench;

import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Moments of the large shop: carts of 1 to 8 items, sessions of 5 to 50 events, in half of them the
 * stock of some items, and a tenth of first-time buyers.
 */
final class Moments {
  /** Items of the shop. */
  static final int ITEMS = 100_000;

  private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");
  private static final List<Placement> PLACEMENTS =
      List.of(Placement.CART, Placement.PRODUCT_PAGE, Placement.CHECKOUT, Placement.POST_PURCHASE);

  /** Items whose stock a moment tells. */
  private static final int STOCK = 20;

  /** Half of the events are views of items. */
  private static final List<String> TYPES =
      List.of(
          "item_view", "item_view", "item_view", "item_view", "page_view", "search", "scroll",
          "add_to_cart");

  private final SplittableRandom random;
  private final Popularity popularity = new Popularity(ITEMS);

  private Moments(long seed) {
    random = new SplittableRandom(seed);
  }

  static Moment[] of(int count, long seed) {
    var moments = new Moments(seed);
    var drawn = new Moment[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = moments.next(i);
    }
    return drawn;
  }

  private Moment next(int number) {
    List<CartLine> cart = new ArrayList<>();
    int size = 1 + random.nextInt(8);
    for (int i = 0; i < size; i++) {
      cart.add(new CartLine(item(), 1 + random.nextInt(2), 5 + random.nextInt(60)));
    }
    Placement placement = PLACEMENTS.get(number % PLACEMENTS.size());
    return Moment.builder()
        .momentId("moment-" + number)
        .at(AT)
        .placement(placement)
        .visitorId("visitor-" + number)
        .itemId(placement == Placement.PRODUCT_PAGE ? item() : "")
        .cart(cart)
        .events(events())
        .owned(List.of(OwnedItem.of(item()), OwnedItem.of(item())))
        .shown(List.of(item()))
        .stock(random.nextInt(2) == 0 ? stock() : Map.of())
        .firstTimeBuyer(random.nextInt(10) == 0)
        .build();
  }

  /** Every fourth of them is sold out. */
  private Map<String, Long> stock() {
    Map<String, Long> stock = new HashMap<>();
    for (int i = 0; i < STOCK; i++) {
      stock.put(item(), (long) (i % 4));
    }
    return stock;
  }

  private String item() {
    return LargeShop.id(popularity.draw(random));
  }

  private List<SessionEvent> events() {
    List<SessionEvent> events = new ArrayList<>();
    int count = 5 + random.nextInt(46);
    for (int i = 0; i < count; i++) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      boolean item = type.contains("item") || type.contains("cart");
      events.add(
          new SessionEvent(
              "event-" + i,
              AT.minusSeconds(10L * (count - i)),
              type,
              item ? "product_page" : "category",
              item ? item() : "",
              item ? 5 + random.nextInt(60) : Double.NaN,
              Double.NaN,
              1_000 + random.nextInt(8_000),
              type.equals("scroll") ? random.nextDouble() : Double.NaN,
              "web"));
    }
    return events;
  }
}

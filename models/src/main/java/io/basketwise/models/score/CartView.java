package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A moment in terms of the version's items; ids that the version does not know are left out. */
final class CartView {
  /** Candidates are drawn from at most this many items of a cart, the first by item index. */
  static final int MAX_CONTEXT_ITEMS = 100;

  private final int page;
  private final int[] cart;
  private final int[] owned;
  private final int[] shown;
  private final int[] context;
  private final double value;
  private final boolean consent;
  private final Map<Integer, Long> stock = new HashMap<>();

  CartView(Moment moment, Items items) {
    page = items.find(moment.itemId());
    cart = find(items, moment.cart().stream().map(CartLine::itemId).toList());
    owned = find(items, moment.owned());
    shown = find(items, moment.shown());
    context = contextOf(cart, page);
    value = moment.cart().stream().mapToDouble(line -> value(line, items)).sum();
    consent = moment.consent();
    moment.stock().forEach((id, units) -> stock.put(items.find(id), units));
  }

  private static int[] find(Items items, List<String> ids) {
    return ids.stream().mapToInt(items::find).filter(i -> i >= 0).sorted().distinct().toArray();
  }

  /** The cart and the item on the page, ascending: what the candidates are drawn from. */
  static int[] contextOf(int[] cart, int page) {
    int[] limited = Arrays.copyOf(cart, Math.min(cart.length, MAX_CONTEXT_ITEMS));
    if (page < 0 || Arrays.binarySearch(limited, page) >= 0) {
      return limited;
    }
    int[] context = Arrays.copyOf(limited, limited.length + 1);
    context[limited.length] = page;
    Arrays.sort(context);
    return context;
  }

  /** What a line is worth; without a price of its own the catalog's, and nothing without either. */
  private static double value(CartLine line, Items items) {
    double price = line.unitPrice();
    int item = items.find(line.itemId());
    if (Double.isNaN(price) && item >= 0) {
      price = items.price(item);
    }
    return Double.isNaN(price) ? 0 : price * line.quantity();
  }

  int[] context() {
    return context;
  }

  /** The item on the page, or -1. */
  int page() {
    return page;
  }

  /** What the cart is worth. */
  double value() {
    return value;
  }

  boolean inCart(int item) {
    return Arrays.binarySearch(cart, item) >= 0;
  }

  boolean owned(int item) {
    return Arrays.binarySearch(owned, item) >= 0;
  }

  boolean shown(int item) {
    return Arrays.binarySearch(shown, item) >= 0;
  }

  /** Live stock where the moment tells it, else the catalog's. */
  long stock(int item, Items items) {
    Long live = stock.isEmpty() ? null : stock.get(item);
    return live == null ? items.stock(item) : live;
  }

  /** Whether the cart, the page or, with consent, the visitor's things hold what an item fits. */
  boolean holdsFitFor(int item, Items items) {
    return Arrays.stream(cart).anyMatch(other -> items.fits(item, other))
        || (page >= 0 && items.fits(item, page))
        || (consent && Arrays.stream(owned).anyMatch(other -> items.fits(item, other)));
  }
}

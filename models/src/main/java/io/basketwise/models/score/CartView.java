package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.session.ItemFinder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * A moment in terms of the version's items; ids that the version does not know are left out, and
 * without consent so is everything but the page, the cart and what was shown.
 */
final class CartView {
  /** Candidates are drawn from at most this many items of a cart, the first by item index. */
  static final int MAX_CONTEXT_ITEMS = 100;

  private static final int[] NONE = new int[0];

  private final int page;
  private final boolean hasCart;
  private final int[] cart;
  private final int[] context;
  private final double value;
  private final boolean priced;
  private final double dearest;
  private final int[] owned;
  private final int[] due;
  private final int[] kept;
  private final int[] shown;
  private final int[] onPage;
  private final boolean firstTimeBuyer;

  CartView(Moment moment, Items items, ItemIndex index) {
    page = index.find(moment.itemId());
    List<CartLine> held = held(moment.cart());
    hasCart = !held.isEmpty();
    int[] lines = new int[held.size()];
    double sum = 0;
    boolean all = true;
    for (int i = 0; i < lines.length; i++) {
      CartLine line = held.get(i);
      lines[i] = index.find(line.itemId());
      double worth = value(line, lines[i], items);
      all &= !Double.isNaN(worth);
      sum += Double.isNaN(worth) ? 0 : worth;
    }
    cart = ItemFinder.distinct(lines);
    value = sum;
    priced = all;
    context = contextOf(cart, page);
    dearest = dearest(context, items);
    shown = find(moment.shown(), index);
    onPage = find(moment.onPage(), index);
    List<OwnedItem> things = moment.consent() ? moment.owned() : List.of();
    int[] found = new int[things.size()];
    int[] again = new int[things.size()];
    int[] enough = new int[things.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = index.find(things.get(i).itemId());
      boolean due = due(things.get(i), found[i], moment.at(), items);
      again[i] = due ? found[i] : -1;
      enough[i] = due || replenishable(things.get(i), found[i], items) ? -1 : found[i];
    }
    owned = ItemFinder.distinct(found);
    kept = ItemFinder.distinct(enough);
    due = ItemFinder.distinct(again);
    firstTimeBuyer = moment.consent() && moment.firstTimeBuyer();
  }

  /** Lines of one item are counted together; what is left without units was put back. */
  private static List<CartLine> held(List<CartLine> lines) {
    boolean some = false;
    for (CartLine line : lines) {
      some |= line.quantity() <= 0;
    }
    if (!some) {
      return lines;
    }
    var units = new HashMap<String, Double>();
    lines.forEach(line -> units.merge(line.itemId(), line.quantity(), Double::sum));
    return lines.stream().filter(line -> units.getOrDefault(line.itemId(), 0.0) > 0).toList();
  }

  /** What a line is worth; without a price of its own by the catalog's, NaN without either. */
  private static double value(CartLine line, int item, Items items) {
    double price = line.unitPrice();
    if (Double.isNaN(price) && item >= 0) {
      price = items.price(item);
    }
    return price * line.quantity();
  }

  private static double dearest(int[] context, Items items) {
    double dearest = 0;
    for (int item : context) {
      double price = items.price(item);
      if (price > dearest) {
        dearest = price;
      }
    }
    return dearest;
  }

  /** Bought at least one cycle ago. */
  private static boolean due(OwnedItem thing, int item, Instant at, Items items) {
    return item >= 0
        && items.repurchaseDays(item) > 0
        && thing.orderedAt().isPresent()
        && !at.isBefore(thing.orderedAt().get().plus(items.repurchaseDays(item), ChronoUnit.DAYS));
  }

  /** Bought again by others, and nobody knows how long ago by this visitor. */
  private static boolean replenishable(OwnedItem thing, int item, Items items) {
    return item >= 0 && items.repurchaseDays(item) > 0 && thing.orderedAt().isEmpty();
  }

  private static int[] find(List<String> ids, ItemIndex index) {
    if (ids.isEmpty()) {
      return NONE;
    }
    var found = new int[ids.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = index.find(ids.get(i));
    }
    return ItemFinder.distinct(found);
  }

  /** The cart and the item on the page, ascending: what the candidates are drawn from. */
  static int[] contextOf(int[] cart, int page) {
    int[] limited =
        cart.length <= MAX_CONTEXT_ITEMS ? cart : Arrays.copyOf(cart, MAX_CONTEXT_ITEMS);
    if (page < 0 || Arrays.binarySearch(limited, page) >= 0) {
      return limited;
    }
    int[] context = Arrays.copyOf(limited, limited.length + 1);
    context[limited.length] = page;
    Arrays.sort(context);
    return context;
  }

  int[] context() {
    return context;
  }

  /** The item on the page, or -1. */
  int page() {
    return page;
  }

  int[] cart() {
    return cart;
  }

  /** Whether anything lies in the cart, be it known to the version or not. */
  boolean hasCart() {
    return hasCart;
  }

  /** What the lines of known price are worth. */
  double value() {
    return value;
  }

  /** Whether every line has a price, so that {@link #value} is the whole cart's. */
  boolean priced() {
    return priced;
  }

  /** The highest known price of the context, 0 when none is known. */
  double dearest() {
    return dearest;
  }

  /** Of the visitor's things, those that may not be offered again. */
  int[] kept() {
    return kept;
  }

  /** Of the visitor's things, those that are due again. */
  int[] due() {
    return due;
  }

  int[] shown() {
    return shown;
  }

  /** What other placements of the page show. */
  int[] onPage() {
    return onPage;
  }

  boolean firstTimeBuyer() {
    return firstTimeBuyer;
  }

  /** Whether the cart, the page or the visitor's things hold what an item fits. */
  boolean holdsFitFor(int item, Items items) {
    return items.fitsAny(item, this::holds);
  }

  private boolean holds(int item) {
    return item == page
        || Arrays.binarySearch(cart, item) >= 0
        || Arrays.binarySearch(owned, item) >= 0;
  }
}

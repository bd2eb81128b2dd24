package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.CartLine;
import java.util.List;

/** What lies in the cart. */
final class CartContents {
  /** Pairs are looked up among this many lines, the first. */
  private static final int MAX_PAIRED = 10;

  private final SessionItems items;
  private final List<CartLine> lines;

  CartContents(SessionItems items, List<CartLine> lines) {
    this.items = items;
    this.lines = lines;
  }

  void write(FeatureRow row) {
    int[] found = lines.stream().mapToInt(line -> items.find(line.itemId())).toArray();
    row.set(SessionFeature.CART_ITEMS, lines.size());
    row.set(SessionFeature.CART_UNITS, lines.stream().mapToDouble(CartLine::quantity).sum());
    if (lines.isEmpty()) {
      return;
    }
    double most = 0;
    double value = 0;
    double margin = 0;
    Mean ratios = new Mean();
    Mean gifts = new Mean();
    for (int i = 0; i < found.length; i++) {
      CartLine line = lines.get(i);
      most = Math.max(most, line.quantity());
      double price = price(line, found[i]);
      value += Double.isNaN(price) ? 0 : price * line.quantity();
      if (found[i] >= 0) {
        double unit = items.margin(found[i]);
        margin += Double.isNaN(unit) ? 0 : unit * line.quantity();
        ratios.add(line.quantity() / items.signals().usualQuantity(found[i]));
        gifts.add(items.signals().giftShare(found[i]));
      }
    }
    row.set(SessionFeature.CART_MAX_QUANTITY, most);
    row.logarithm(SessionFeature.CART_VALUE, value);
    row.logarithm(SessionFeature.CART_MARGIN, margin);
    ratios.write(SessionFeature.CART_QUANTITY_RATIO, row);
    gifts.write(SessionFeature.CART_GIFT_SHARE, row);
    pairs(found, row);
  }

  private double price(CartLine line, int item) {
    return Double.isNaN(line.unitPrice()) && item >= 0 ? items.price(item) : line.unitPrice();
  }

  private void pairs(int[] found, FeatureRow row) {
    int size = Math.min(found.length, MAX_PAIRED);
    int pairs = 0;
    int related = 0;
    int categories = 0;
    for (int i = 0; i < size; i++) {
      boolean fresh = true;
      for (int j = 0; j < i; j++) {
        if (found[i] >= 0 && found[j] >= 0) {
          pairs++;
          related += items.boughtTogether(found[i], found[j]) ? 1 : 0;
          fresh &= !items.sameCategory(found[i], found[j]);
        }
      }
      categories += fresh ? 1 : 0;
    }
    row.share(SessionFeature.CART_SPREAD, categories, size);
    row.share(SessionFeature.CART_RELATED, related, pairs);
  }
}

package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.CartLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lies in the cart. */
final class CartContents {
  /** Pairs are looked up among this many lines, the first. */
  private static final int MAX_PAIRED = 10;

  private final SessionItems items;
  private final List<CartLine> lines;
  private final Map<String, Double> units = new LinkedHashMap<>();

  /** Lines of one item are counted together; what is left without units was put back. */
  CartContents(SessionItems items, List<CartLine> lines) {
    this.items = items;
    this.lines = lines;
    lines.forEach(line -> units.merge(line.itemId(), line.quantity(), Double::sum));
    units.values().removeIf(quantity -> quantity <= 0);
  }

  void write(FeatureRow row) {
    row.set(SessionFeature.CART_ITEMS, units.size());
    row.set(SessionFeature.CART_UNITS, sum(units.values().stream()));
    if (units.isEmpty()) {
      return;
    }
    double most = 0;
    double margin = 0;
    Mean ratios = new Mean();
    Mean gifts = new Mean();
    for (Map.Entry<String, Double> line : units.entrySet()) {
      double quantity = line.getValue();
      most = Math.max(most, quantity);
      int item = items.find(line.getKey());
      if (item >= 0) {
        double unit = items.margin(item);
        margin += Double.isNaN(unit) ? 0 : unit * quantity;
        ratios.add(quantity / items.signals().usualQuantity(item));
        gifts.add(items.signals().giftShare(item));
      }
    }
    row.set(SessionFeature.CART_MAX_QUANTITY, most);
    row.logarithm(SessionFeature.CART_VALUE, sum(lines.stream().map(this::value)));
    row.logarithm(SessionFeature.CART_MARGIN, margin);
    ratios.write(SessionFeature.CART_QUANTITY_RATIO, row);
    gifts.write(SessionFeature.CART_GIFT_SHARE, row);
    pairs(row);
  }

  private static double sum(Stream<Double> numbers) {
    return numbers.mapToDouble(Double::doubleValue).reduce(0, Double::sum);
  }

  private double value(CartLine line) {
    int item = items.find(line.itemId());
    double price =
        Double.isNaN(line.unitPrice()) && item >= 0 ? items.price(item) : line.unitPrice();
    return Double.isNaN(price) ? 0 : price * line.quantity();
  }

  private void pairs(FeatureRow row) {
    int[] found = units.keySet().stream().limit(MAX_PAIRED).mapToInt(items::find).toArray();
    int pairs = 0;
    int related = 0;
    int categories = 0;
    for (int i = 0; i < found.length; i++) {
      boolean fresh = true;
      for (int j = 0; j < i; j++) {
        if (found[i] >= 0 && found[j] >= 0) {
          pairs++;
          related += items.boughtTogether(found[i], found[j]) ? 1 : 0;
          fresh &= !items.sameCategory(found[i], found[j]);
        }
      }
      categories += fresh && found[i] >= 0 && items.category(found[i]) >= 0 ? 1 : 0;
    }
    row.share(SessionFeature.CART_SPREAD, categories, found.length);
    row.share(SessionFeature.CART_RELATED, related, pairs);
  }
}

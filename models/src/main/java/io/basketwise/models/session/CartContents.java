package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.CartLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lies in the cart. */
final class CartContents {
  /** Pairs are looked up among this many lines, the first. */
  private static final int MAX_PAIRED = 10;

  private final SessionItems items;

  /** Of items that were not put back. */
  private final List<CartLine> lines;

  private final double[] units;

  /** The item of each of the units, or -1. */
  private final int[] found;

  /** Lines of one item are counted together; what is left without units was put back. */
  CartContents(SessionItems items, List<CartLine> lines) {
    this.items = items;
    Map<String, Double> byId = new LinkedHashMap<>();
    lines.forEach(line -> byId.merge(line.itemId(), line.quantity(), Double::sum));
    byId.values().removeIf(quantity -> quantity <= 0);
    this.lines = lines.stream().filter(line -> byId.containsKey(line.itemId())).toList();
    units = new double[byId.size()];
    int next = 0;
    for (double quantity : byId.values()) {
      units[next++] = quantity;
    }
    found = items.find(byId.keySet().toArray(String[]::new));
  }

  void write(FeatureRow row) {
    row.set(SessionFeature.CART_ITEMS, units.length);
    double sum = 0;
    for (double quantity : units) {
      sum += quantity;
    }
    row.set(SessionFeature.CART_UNITS, sum);
    if (units.length == 0) {
      return;
    }
    double most = 0;
    double margin = 0;
    Mean ratios = new Mean();
    Mean gifts = new Mean();
    for (int i = 0; i < units.length; i++) {
      most = Math.max(most, units[i]);
      if (found[i] >= 0) {
        double unit = items.margin(found[i]);
        margin += Double.isNaN(unit) ? 0 : unit * units[i];
        ratios.add(units[i] / items.signals().usualQuantity(found[i]));
        gifts.add(items.signals().giftShare(found[i]));
      }
    }
    row.set(SessionFeature.CART_MAX_QUANTITY, most);
    row.logarithm(SessionFeature.CART_VALUE, value());
    row.logarithm(SessionFeature.CART_MARGIN, margin);
    ratios.write(SessionFeature.CART_QUANTITY_RATIO, row);
    gifts.write(SessionFeature.CART_GIFT_SHARE, row);
    pairs(row);
  }

  /** What the lines are worth, at the catalog's price where they have none of their own. */
  private double value() {
    var unpriced = new ArrayList<String>();
    for (CartLine line : lines) {
      if (Double.isNaN(line.unitPrice())) {
        unpriced.add(line.itemId());
      }
    }
    int[] known = items.find(unpriced.toArray(String[]::new));
    double value = 0;
    int next = 0;
    for (CartLine line : lines) {
      double price = line.unitPrice();
      if (Double.isNaN(price)) {
        int item = known[next++];
        price = item >= 0 ? items.price(item) : Double.NaN;
      }
      value += Double.isNaN(price) ? 0 : price * line.quantity();
    }
    return value;
  }

  private void pairs(FeatureRow row) {
    int[] paired = Arrays.copyOf(found, Math.min(MAX_PAIRED, found.length));
    int pairs = 0;
    int related = 0;
    int categories = 0;
    BoughtTogether together = items.boughtTogether(paired);
    for (int i = 0; i < paired.length; i++) {
      boolean fresh = true;
      for (int j = 0; j < i; j++) {
        if (paired[i] >= 0 && paired[j] >= 0) {
          pairs++;
          related += together.pair(paired[i], paired[j]) ? 1 : 0;
          fresh &= !items.sameCategory(paired[i], paired[j]);
        }
      }
      categories += fresh && paired[i] >= 0 && items.category(paired[i]) >= 0 ? 1 : 0;
    }
    row.share(SessionFeature.CART_SPREAD, categories, paired.length);
    row.share(SessionFeature.CART_RELATED, related, pairs);
  }
}

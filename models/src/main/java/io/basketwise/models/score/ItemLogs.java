package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;

/** How often items are bought, as logarithms that are taken once: 16 bytes an item. */
final class ItemLogs {
  private final double[] recent;
  private final double[] baskets;

  ItemLogs(Items items) {
    recent = new double[items.size()];
    baskets = new double[items.size()];
    for (int item = 0; item < items.size(); item++) {
      recent[item] = StrictMath.log1p((double) items.recentBaskets(item));
      baskets[item] = StrictMath.log1p((double) items.baskets(item));
    }
  }

  /** ln(1 + baskets of the last 28 training days). */
  double recent(int item) {
    return recent[item];
  }

  /** ln(1 + training baskets). */
  double baskets(int item) {
    return baskets[item];
  }
}

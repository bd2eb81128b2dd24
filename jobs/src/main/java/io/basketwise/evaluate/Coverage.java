package io.basketwise.evaluate;

import java.util.BitSet;
import java.util.List;

/** coverage@k: share of the items that stand among the first k of any ranking. */
record Coverage(int k) {
  String name() {
    return "coverage@" + k;
  }

  /** The share, of {@code items} known items. */
  double of(List<int[]> rankings, long items) {
    BitSet seen = new BitSet();
    for (int[] ranking : rankings) {
      for (int i = 0; i < Math.min(k, ranking.length); i++) {
        seen.set(ranking[i]);
      }
    }
    return items == 0 ? 0 : (double) seen.cardinality() / items;
  }
}

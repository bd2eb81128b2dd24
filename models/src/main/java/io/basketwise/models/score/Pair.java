package io.basketwise.models.score;

import io.basketwise.models.artifact.NeighbourTable;
import java.util.Optional;

/**
 * What an offer rests on: an item of the context, and the training baskets that hold both.
 *
 * @param count 0 when they were not counted together
 */
record Pair(int anchor, int count) {
  /** Whether a pair may be named. */
  @FunctionalInterface
  interface Admits {
    boolean pair(int anchor, int count);
  }

  /**
   * The pair of greatest weight that leads from an item of the context to a candidate; of equals
   * the first.
   */
  static Optional<Pair> strongest(
      NeighbourTable table, int candidate, int[] context, Admits admits) {
    Pair best = null;
    float weight = 0;
    for (int item : context) {
      int end = table.first(item + 1);
      for (int entry = table.first(item); entry < end; entry++) {
        if (table.item(entry) == candidate
            && admits.pair(item, table.count(entry))
            && (best == null || table.weight(entry) > weight)) {
          best = new Pair(item, table.count(entry));
          weight = table.weight(entry);
        }
      }
    }
    return Optional.ofNullable(best);
  }
}

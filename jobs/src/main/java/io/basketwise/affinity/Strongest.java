package io.basketwise.affinity;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Picks the largest of many numbers. */
final class Strongest {
  private Strongest() {}

  /** The positions of the {@code limit} largest numbers, ties by item, in no order. */
  static IntStream positions(float[] strength, int[] items, int limit) {
    Comparator<Integer> weakestFirst =
        (a, b) ->
            strength[a] == strength[b]
                ? Integer.compare(items[b], items[a])
                : Float.compare(strength[a], strength[b]);
    PriorityQueue<Integer> kept = new PriorityQueue<>(limit + 1, weakestFirst);
    for (int i = 0; i < strength.length; i++) {
      if (kept.size() < limit) {
        kept.add(i);
      } else if (limit > 0
          && strength[i] >= strength[kept.element()]
          && weakestFirst.compare(i, kept.element()) > 0) {
        kept.remove();
        kept.add(i);
      }
    }
    return kept.stream().mapToInt(Integer::intValue);
  }
}

package io.basketwise.models.score;

import java.util.Arrays;
import java.util.Collections;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The k best of many by score descending, then item. */
final class TopItems {
  private TopItems() {}

  private record Entry(double score, int item) implements Comparable<Entry> {
    /** The worst first, so that a queue gives it up first. */
    @Override
    public int compareTo(Entry other) {
      int order = Double.compare(score, other.score);
      return order != 0 ? order : Integer.compare(other.item, item);
    }
  }

  static int[] of(int[] items, double[] scores, int k) {
    var queue = new PriorityQueue<Entry>();
    for (int i = 0; i < items.length; i++) {
      if (queue.size() < k || better(scores[i], items[i], queue.peek())) {
        queue.add(new Entry(scores[i], items[i]));
        if (queue.size() > k) {
          queue.remove();
        }
      }
    }
    Entry[] best = queue.toArray(Entry[]::new);
    Arrays.sort(best, Collections.reverseOrder());
    return Arrays.stream(best).mapToInt(Entry::item).toArray();
  }

  private static boolean better(double score, int item, @Nullable Entry worst) {
    return worst != null && (score > worst.score || (score == worst.score && item < worst.item));
  }
}

package io.basketwise.bundles;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Adds to itemsets that come without them the distinct buyers behind each. */
final class BuyerCounts {
  private BuyerCounts() {}

  /**
   * Counts the buyers.
   *
   * @param itemsets items ascending and behind them the count; broadcast to all tasks
   */
  static FrequentItemsets join(List<int[]> itemsets, TrainingBaskets baskets) {
    int[][] sorted =
        itemsets.stream()
            .sorted(Comparator.comparing(BuyerCounts::items, Arrays::compare))
            .toArray(int[][]::new);
    Broadcast<int[][]> all =
        JavaSparkContext.fromSparkContext(baskets.blocks().context()).broadcast(sorted);
    int[] buyers =
        baskets
            .blocks()
            .map(block -> new Walk(all.value(), block).count())
            .reduce(BuyerCounts::plus);
    FrequentItemsets.Builder joined = new FrequentItemsets.Builder();
    for (int i = 0; i < sorted.length; i++) {
      int size = sorted[i].length - 1;
      joined.add(sorted[i], size, sorted[i][size], buyers[i]);
    }
    return joined.build();
  }

  private static int[] items(int[] itemset) {
    return Arrays.copyOf(itemset, itemset.length - 1);
  }

  private static int[] plus(int[] a, int[] b) {
    int[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /** Walks each basket down the sorted itemsets as if they were a trie. */
  private static final class Walk {
    private final int[][] itemsets;
    private final BasketBlock block;
    private final int[] buyers;
    private final int[] lastRun;
    private final int[] runs;

    Walk(int[][] itemsets, BasketBlock block) {
      this.itemsets = itemsets;
      this.block = block;
      this.buyers = new int[itemsets.length];
      this.lastRun = new int[itemsets.length];
      this.runs = block.buyerRuns();
      Arrays.fill(lastRun, -1);
    }

    int[] count() {
      for (int basket = 0; basket < block.size(); basket++) {
        descend(block.basket(basket), 0, runs[basket], 0, itemsets.length, 0);
      }
      return buyers;
    }

    /**
     * Itemsets {@code from} to {@code to} share their first {@code depth} items with the basket.
     */
    private void descend(int[] basket, int next, int run, int from, int to, int depth) {
      int low = from;
      for (int at = next; at < basket.length && low < to; at++) {
        low = firstAtLeast(low, to, depth, basket[at]);
        int high = firstAtLeast(low, to, depth, basket[at] + 1);
        if (low < high) {
          int self = low;
          if (itemsets[self].length - 1 == depth + 1) {
            if (lastRun[self] != run) {
              lastRun[self] = run;
              buyers[self]++;
            }
            self++;
          }
          descend(basket, at + 1, run, self, high, depth + 1);
        }
        low = high;
      }
    }

    private int firstAtLeast(int from, int to, int depth, int item) {
      int low = from;
      int high = to;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (itemsets[middle][depth] < item) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}

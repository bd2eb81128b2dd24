package io.basketwise.prepare;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;

/**
 * After how long buyers come back for an item: the median number of days between two purchases of
 * it by the same buyer, where enough buyers have come back at all. Two baskets of one day are one
 * purchase. On the driver: 4 bytes an item twice, and while counting 12 bytes for each number of
 * days that occurs between purchases of an item.
 *
 * @param days the lower median, 0 where too few buyers came back
 * @param buyers distinct buyers that did, 0 where they are too few
 */
public record Repurchases(int[] days, int[] buyers) {

  /** Counts all blocks; an item needs {@code minBuyers} distinct buyers that came back. */
  public static Repurchases of(JavaRDD<BasketBlock> blocks, int itemCount, int minBuyers) {
    return of(blocks.map(block -> gaps(block, itemCount)).treeReduce(Gaps::plus, 2), minBuyers);
  }

  /** The same of one block. */
  static Repurchases of(BasketBlock block, int itemCount, int minBuyers) {
    return of(gaps(block, itemCount), minBuyers);
  }

  /**
   * Days between purchases.
   *
   * @param keys item and days, ascending
   * @param counts how often each occurs
   * @param buyers distinct buyers with any, per item
   */
  private record Gaps(long[] keys, int[] counts, int[] buyers) implements Serializable {
    Gaps plus(Gaps other) {
      long[] merged = new long[keys.length + other.keys.length];
      int[] sums = new int[merged.length];
      int size = 0;
      int a = 0;
      int b = 0;
      while (a < keys.length || b < other.keys.length) {
        boolean left = b == other.keys.length || (a < keys.length && keys[a] <= other.keys[b]);
        long key = left ? keys[a] : other.keys[b];
        int count = left ? counts[a++] : other.counts[b++];
        if (size > 0 && merged[size - 1] == key) {
          sums[size - 1] += count;
        } else {
          merged[size] = key;
          sums[size++] = count;
        }
      }
      int[] both = buyers.clone();
      Arrays.setAll(both, item -> buyers[item] + other.buyers[item]);
      return new Gaps(Arrays.copyOf(merged, size), Arrays.copyOf(sums, size), both);
    }
  }

  /** A buyer's baskets lie together in the order of their days. */
  private static Gaps gaps(BasketBlock block, int itemCount) {
    int[] lastDay = new int[itemCount];
    int[] lastRun = new int[itemCount];
    int[] cameBack = new int[itemCount];
    Arrays.fill(lastRun, -1);
    Arrays.fill(cameBack, -1);
    int[] buyers = new int[itemCount];
    long[] keys = new long[block.items().length];
    int size = 0;
    int[] runs = block.buyerRuns();
    for (int basket = 0; basket < block.size(); basket++) {
      int day = block.days()[basket];
      for (int at = block.offsets()[basket]; at < block.offsets()[basket + 1]; at++) {
        int item = block.items()[at];
        if (lastRun[item] == runs[basket] && day > lastDay[item]) {
          keys[size++] = ((long) item << Integer.SIZE) | (day - lastDay[item]);
          buyers[item] += cameBack[item] == runs[basket] ? 0 : 1;
          cameBack[item] = runs[basket];
        }
        lastRun[item] = runs[basket];
        lastDay[item] = day;
      }
    }
    return counted(Arrays.copyOf(keys, size), buyers);
  }

  private static Gaps counted(long[] keys, int[] buyers) {
    Arrays.sort(keys);
    int[] counts = new int[keys.length];
    int size = 0;
    for (long key : keys) {
      if (size == 0 || keys[size - 1] != key) {
        keys[size++] = key;
      }
      counts[size - 1]++;
    }
    return new Gaps(Arrays.copyOf(keys, size), Arrays.copyOf(counts, size), buyers);
  }

  private static Repurchases of(Gaps gaps, int minBuyers) {
    int[] buyers = gaps.buyers.clone();
    int[] days = new int[buyers.length];
    for (int from = 0, to = 0; from < gaps.keys.length; from = to) {
      int item = (int) (gaps.keys[from] >>> Integer.SIZE);
      long total = 0;
      while (to < gaps.keys.length && (int) (gaps.keys[to] >>> Integer.SIZE) == item) {
        total += gaps.counts[to++];
      }
      if (buyers[item] >= minBuyers) {
        days[item] = lowerMedian(gaps, from, total);
      }
    }
    Arrays.setAll(buyers, item -> days[item] == 0 ? 0 : buyers[item]);
    return new Repurchases(days, buyers);
  }

  private static int lowerMedian(Gaps gaps, int from, long total) {
    int at = from;
    for (long below = gaps.counts[at]; 2 * below < total; below += gaps.counts[at]) {
      at++;
    }
    return (int) gaps.keys[at];
  }
}

package io.basketwise.prepare;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;

/**
 * How often each item was bought. Three arrays of one long an item on the driver.
 *
 * @param baskets baskets that hold the item
 * @param recent of these, the baskets of the last {@link #RECENT_DAYS} days
 * @param buyers distinct buyers of the item
 * @param totalBaskets all baskets
 * @param totalRecent all baskets of the last {@link #RECENT_DAYS} days
 */
public record ItemCounts(
    long[] baskets, long[] recent, long[] buyers, long totalBaskets, long totalRecent)
    implements Serializable {
  /** Days that count as recent. */
  public static final int RECENT_DAYS = 28;

  /** Counts the items of all blocks; {@code toDay} is the day after the last one. */
  public static ItemCounts of(JavaRDD<BasketBlock> blocks, int itemCount, int toDay) {
    return blocks.map(block -> count(block, itemCount, toDay)).treeReduce(ItemCounts::plus, 2);
  }

  private static ItemCounts count(BasketBlock block, int itemCount, int toDay) {
    long[] baskets = new long[itemCount];
    long[] recent = new long[itemCount];
    long[] buyers = new long[itemCount];
    int[] runs = block.buyerRuns();
    int[] lastRun = new int[itemCount];
    Arrays.fill(lastRun, -1);
    long totalRecent = 0;
    for (int basket = 0; basket < block.size(); basket++) {
      int isRecent = block.days()[basket] >= toDay - RECENT_DAYS ? 1 : 0;
      totalRecent += isRecent;
      for (int at = block.offsets()[basket]; at < block.offsets()[basket + 1]; at++) {
        int item = block.items()[at];
        baskets[item]++;
        recent[item] += isRecent;
        if (lastRun[item] != runs[basket]) {
          lastRun[item] = runs[basket];
          buyers[item]++;
        }
      }
    }
    return new ItemCounts(baskets, recent, buyers, block.size(), totalRecent);
  }

  private static ItemCounts plus(ItemCounts a, ItemCounts b) {
    return new ItemCounts(
        plus(a.baskets, b.baskets),
        plus(a.recent, b.recent),
        plus(a.buyers, b.buyers),
        a.totalBaskets + b.totalBaskets,
        a.totalRecent + b.totalRecent);
  }

  private static long[] plus(long[] a, long[] b) {
    long[] sum = new long[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  /** Items that were bought at all. */
  public long bought() {
    return Arrays.stream(baskets).filter(count -> count > 0).count();
  }
}

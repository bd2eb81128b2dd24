package io.basketwise.bundles;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.fpm.FPGrowth;
import org.apache.spark.storage.StorageLevel;

/**
 * MLlib's FP-growth. It finds itemsets of every size before those up to {@code maxSize} are kept,
 * and boxes every item; it is the oracle of {@link NativeMiner} and a choice for who wants it.
 */
public final class MllibMiner implements ItemsetMiner {
  private final int partitions;

  /** A miner that shares the conditional trees among this many tasks. */
  public MllibMiner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public FrequentItemsets mine(TrainingBaskets baskets, int minCount, int maxSize) {
    long total = baskets.counts().totalBaskets();
    JavaRDD<List<Integer>> lists =
        baskets.blocks().flatMap(MllibMiner::lists).persist(StorageLevel.MEMORY_AND_DISK());
    // MLlib rounds minSupport times baskets up; half a basket below the bound leaves it no choice.
    double minSupport = (minCount - 0.5) / total;
    JavaRDD<int[]> found =
        new FPGrowth()
            .setMinSupport(minSupport)
            .setNumPartitions(partitions)
            .run(lists)
            .freqItemsets()
            .toJavaRDD()
            .filter(set -> set.javaItems().size() <= maxSize)
            .map(set -> withCount(set.javaItems(), set.freq()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      FrequentItemsets.requireAtMost(FrequentItemsets.MAX_ITEMSETS, found.count());
      return BuyerCounts.join(found.collect(), baskets);
    } finally {
      found.unpersist(false);
      lists.unpersist(false);
    }
  }

  private static Iterator<List<Integer>> lists(BasketBlock block) {
    List<List<Integer>> lists = new ArrayList<>(block.size());
    for (int basket = 0; basket < block.size(); basket++) {
      lists.add(Arrays.stream(block.basket(basket)).boxed().toList());
    }
    return lists.iterator();
  }

  /** The items, ascending, and behind them the count. */
  private static int[] withCount(List<Integer> items, long count) {
    int[] row = new int[items.size() + 1];
    for (int i = 0; i < items.size(); i++) {
      row[i] = items.get(i);
    }
    Arrays.sort(row, 0, items.size());
    row[items.size()] = Math.toIntExact(count);
    return row;
  }
}

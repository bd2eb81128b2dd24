package io.basketwise.bundles;

import io.basketwise.prepare.FrequencyOrder;
import io.basketwise.prepare.GroupedBaskets;
import io.basketwise.prepare.TrainingBaskets;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** Our own miner: {@link ItemsetKernel} over groups of items. */
public final class NativeMiner implements ItemsetMiner {
  private final int groups;
  private final int limit;

  /** A miner that shares the items among this many tasks. */
  public NativeMiner(int groups) {
    this(groups, FrequentItemsets.MAX_ITEMSETS);
  }

  NativeMiner(int groups, int limit) {
    this.groups = groups;
    this.limit = limit;
  }

  @Override
  public FrequentItemsets mine(TrainingBaskets baskets, int minCount, int maxSize) {
    FrequencyOrder order = FrequencyOrder.of(baskets.counts(), minCount, 1);
    try (GroupedBaskets grouped = GroupedBaskets.of(baskets.blocks(), order, groups)) {
      int most = limit;
      JavaRDD<FrequentItemsets> mined =
          grouped
              .groups()
              .map(group -> new ItemsetKernel(group, order, minCount, maxSize, most).mine())
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        FrequentItemsets.requireAtMost(
            limit, mined.map(part -> (long) part.size()).fold(0L, Long::sum));
        return FrequentItemsets.concat(mined.collect());
      } finally {
        mined.unpersist(false);
      }
    }
  }
}

package io.basketwise.bundles;

import io.basketwise.prepare.FrequencyOrder;
import io.basketwise.prepare.GroupedBaskets;
import io.basketwise.prepare.TrainingBaskets;

/** Our own miner: {@link ItemsetKernel} over groups of items. */
public final class NativeMiner implements ItemsetMiner {
  private final int groups;

  /** A miner that shares the items among this many tasks. */
  public NativeMiner(int groups) {
    this.groups = groups;
  }

  @Override
  public FrequentItemsets mine(TrainingBaskets baskets, int minCount, int maxSize) {
    FrequencyOrder order = FrequencyOrder.of(baskets.counts(), minCount, 1);
    try (GroupedBaskets grouped = GroupedBaskets.of(baskets.blocks(), order, groups)) {
      return FrequentItemsets.concat(
          grouped
              .groups()
              .map(group -> new ItemsetKernel(group, order, minCount, maxSize).mine())
              .collect());
    }
  }
}

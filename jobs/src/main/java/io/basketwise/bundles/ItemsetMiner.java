package io.basketwise.bundles;

import io.basketwise.prepare.TrainingBaskets;

/** Finds all itemsets of at most a given size that enough baskets hold. */
public interface ItemsetMiner {
  /**
   * Mines.
   *
   * @param minCount smallest number of baskets, at least 1
   * @param maxSize largest number of items, at least 2
   */
  FrequentItemsets mine(TrainingBaskets baskets, int minCount, int maxSize);
}

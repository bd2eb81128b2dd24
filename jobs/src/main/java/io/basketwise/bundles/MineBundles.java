package io.basketwise.bundles;

import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.prepare.GroupedBaskets;
import io.basketwise.prepare.TrainingBaskets;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Mines the frequent itemsets of a training span and derives the rules from them. */
public final class MineBundles {
  /** An itemset in the miner, in the trie, and its rules: about three of 24 bytes. */
  private static final long ITEMSET_BYTES = 140;

  private final ShopConfig.Bundles config;
  private final long groups;
  private final ItemsetMiner miner;

  /** Mines with the configured engine, sharing the work among {@code tasks}. */
  public MineBundles(ShopConfig.Bundles config, int tasks) {
    this.config = config;
    this.groups = tasks;
    this.miner =
        switch (config.engine()) {
          case NATIVE -> new NativeMiner(tasks);
          case MLLIB -> new MllibMiner(tasks);
        };
  }

  /**
   * What was mined.
   *
   * @param columns frequent itemsets of enough buyers, and the rules of enough buyers, confidence
   *     and lift
   * @param minCount absolute support: baskets that an itemset must be in
   * @param belowBuyerFloor itemsets that were dropped because too few buyers stand behind them
   */
  public record Result(BundleColumns columns, int minCount, long belowBuyerFloor) {}

  /**
   * Bytes that the step holds at most on one machine: every basket once a group, and as many
   * itemsets and rules as a version carries.
   */
  public long bytes(TrainingBaskets baskets) {
    return groups * GroupedBaskets.bytes(baskets.counts())
        + FrequentItemsets.MAX_ITEMSETS * ITEMSET_BYTES;
  }

  /** Runs the step. */
  public Result run(TrainingBaskets baskets) {
    long total = baskets.counts().totalBaskets();
    int minCount = absoluteSupport(config.minSupport(), total);
    FrequentItemsets all = miner.mine(baskets, minCount, config.maxSize());
    ItemsetTrie trie = ItemsetTrie.of(all, config.minBuyers());
    BundleColumns columns = new Rules(config.minConfidence(), config.minLift(), total).derive(trie);
    return new Result(columns, minCount, (long) all.size() - trie.size());
  }

  /** ceil(minSupport x baskets), exact in the decimal that was configured, at least 1. */
  static int absoluteSupport(double minSupport, long baskets) {
    return Math.max(
        1,
        BigDecimal.valueOf(minSupport)
            .multiply(BigDecimal.valueOf(baskets))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact());
  }
}

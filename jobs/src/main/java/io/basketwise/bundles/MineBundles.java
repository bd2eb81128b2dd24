package io.basketwise.bundles;

import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Itemset;
import io.basketwise.models.artifact.Rule;
import io.basketwise.prepare.TrainingBaskets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Mines the frequent itemsets of a training span and derives the rules from them. */
public final class MineBundles {
  private final ShopConfig.Bundles config;
  private final ItemsetMiner miner;

  /** Mines with the configured engine, sharing the work among {@code tasks}. */
  public MineBundles(ShopConfig.Bundles config, int tasks) {
    this.config = config;
    this.miner =
        switch (config.engine()) {
          case NATIVE -> new NativeMiner(tasks);
          case MLLIB -> new MllibMiner(tasks);
        };
  }

  /**
   * What was mined.
   *
   * @param itemsets frequent itemsets of enough buyers
   * @param rules rules of enough buyers, confidence and lift
   * @param minCount absolute support: baskets that an itemset must be in
   * @param belowBuyerFloor itemsets that were dropped because too few buyers stand behind them
   */
  public record Result(
      List<Itemset> itemsets, List<Rule> rules, int minCount, long belowBuyerFloor) {}

  /** Runs the step. */
  public Result run(TrainingBaskets baskets) {
    int minCount = absoluteSupport(config.minSupport(), baskets.counts().totalBaskets());
    FrequentItemsets all = miner.mine(baskets, minCount, config.maxSize());
    List<Itemset> itemsets = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.buyers()[i] >= config.minBuyers()) {
        itemsets.add(new Itemset(all.itemset(i), all.counts()[i], all.buyers()[i]));
      }
    }
    List<Rule> rules = new Rules(config, baskets.counts().totalBaskets()).derive(itemsets);
    return new Result(itemsets, rules, minCount, all.size() - itemsets.size());
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

package io.basketwise.bundles;

import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Itemset;
import io.basketwise.models.artifact.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Association rules (Agrawal and Srikant 1994) with one consequent: confidence = count(itemset) /
 * count(antecedent), lift = confidence / (count(consequent) / baskets). Every subset of a frequent
 * itemset is frequent and has at least as many buyers, so no count is missing.
 */
final class Rules {
  private final ShopConfig.Bundles config;
  private final double baskets;

  Rules(ShopConfig.Bundles config, long baskets) {
    this.config = config;
    this.baskets = baskets;
  }

  List<Rule> derive(List<Itemset> itemsets) {
    Map<Key, Long> counts = new HashMap<>(itemsets.size() * 2);
    for (Itemset itemset : itemsets) {
      counts.put(new Key(itemset.items()), itemset.count());
    }
    List<Rule> rules = new ArrayList<>();
    for (Itemset itemset : itemsets) {
      if (itemset.items().length > 1) {
        for (int position = 0; position < itemset.items().length; position++) {
          addRule(itemset, position, counts, rules);
        }
      }
    }
    return rules;
  }

  private void addRule(Itemset itemset, int position, Map<Key, Long> counts, List<Rule> rules) {
    int[] antecedent = without(itemset.items(), position);
    int consequent = itemset.items()[position];
    double confidence = (double) itemset.count() / counts.getOrDefault(new Key(antecedent), 0L);
    double lift = confidence * baskets / counts.getOrDefault(new Key(new int[] {consequent}), 0L);
    if (confidence >= config.minConfidence() && lift >= config.minLift()) {
      rules.add(
          new Rule(
              antecedent,
              consequent,
              itemset.count(),
              itemset.buyers(),
              (float) confidence,
              (float) lift));
    }
  }

  private static int[] without(int[] items, int position) {
    int[] rest = new int[items.length - 1];
    System.arraycopy(items, 0, rest, 0, position);
    System.arraycopy(items, position + 1, rest, position, rest.length - position);
    return rest;
  }

  /** An itemset as a map key. */
  private static final class Key {
    private final int[] items;
    private final int hash;

    Key(int[] items) {
      this.items = items;
      this.hash = Arrays.hashCode(items);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(items, key.items);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}

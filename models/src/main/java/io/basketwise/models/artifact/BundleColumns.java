package io.basketwise.models.artifact;

import java.util.Arrays;

/**
 * Frequent itemsets as a trie in breadth-first order, and the rules of each as an antecedent. Node
 * n ends an itemset with {@code item[n]}; its children are the nodes from {@code children[n]} to
 * {@code children[n + 1]}, ascending by item; nodes 0 to {@code children[0]} are the single items.
 */
public record BundleColumns(
    int[] item,
    int[] children,
    int[] count,
    int[] buyers,
    int[] ruleOffsets,
    int[] ruleConsequent,
    int[] ruleCount,
    int[] ruleBuyers,
    float[] ruleConfidence,
    float[] ruleLift) {
  /** Checks lengths and offsets. */
  public BundleColumns {
    int nodes = item.length;
    int rules = ruleConsequent.length;
    Checks.length("children", children.length, nodes + 1);
    Checks.require(children[nodes] == nodes, "children do not end at " + nodes);
    for (int n = 0; n < nodes; n++) {
      if (children[n] <= n || children[n] > children[n + 1]) {
        throw new IllegalArgumentException("children of node " + n + " misplaced");
      }
    }
    Checks.length("count", count.length, nodes);
    Checks.length("buyers", buyers.length, nodes);
    Checks.length("ruleOffsets", ruleOffsets.length, nodes + 1);
    Checks.offsets(
        "ruleOffsets", Arrays.stream(ruleOffsets).asLongStream().toArray(), nodes, rules);
    Checks.length("ruleCount", ruleCount.length, rules);
    Checks.length("ruleBuyers", ruleBuyers.length, rules);
    Checks.length("ruleConfidence", ruleConfidence.length, rules);
    Checks.length("ruleLift", ruleLift.length, rules);
    Checks.notNegative("item", item);
    Checks.notNegative("ruleConsequent", ruleConsequent);
  }

  /** The number of itemsets. */
  public int itemsets() {
    return item.length;
  }

  /** The number of rules. */
  public int rules() {
    return ruleConsequent.length;
  }
}

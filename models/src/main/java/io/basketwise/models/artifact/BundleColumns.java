package io.basketwise.models.artifact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
      Checks.require(
          children[n] > n && children[n] <= children[n + 1],
          "children of node " + n + " misplaced");
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

  /** Orders itemsets and rules; each prefix of an itemset and each antecedent must be there. */
  public static BundleColumns of(List<Itemset> itemsets, List<Rule> rules) {
    Itemset[] nodes = itemsets.toArray(Itemset[]::new);
    Arrays.parallelSort(nodes, Comparator.comparing(Itemset::items, BundleColumns::breadthFirst));
    Rule[] ordered = rules.toArray(Rule[]::new);
    Arrays.parallelSort(
        ordered,
        Comparator.comparing(Rule::antecedent, BundleColumns::breadthFirst)
            .thenComparingInt(Rule::consequent));
    return new BundleColumns(
        Arrays.stream(nodes).mapToInt(n -> n.items()[n.items().length - 1]).toArray(),
        childrenOf(nodes),
        Arrays.stream(nodes).mapToInt(n -> Math.toIntExact(n.count())).toArray(),
        Arrays.stream(nodes).mapToInt(n -> Math.toIntExact(n.buyers())).toArray(),
        ruleOffsetsOf(nodes, ordered),
        Arrays.stream(ordered).mapToInt(Rule::consequent).toArray(),
        Arrays.stream(ordered).mapToInt(r -> Math.toIntExact(r.count())).toArray(),
        Arrays.stream(ordered).mapToInt(r -> Math.toIntExact(r.buyers())).toArray(),
        floats(ordered, true),
        floats(ordered, false));
  }

  /** Shorter first, then item by item: the breadth-first order of the trie. */
  private static int breadthFirst(int[] left, int[] right) {
    return left.length != right.length
        ? Integer.compare(left.length, right.length)
        : Arrays.compare(left, right);
  }

  /** Parents and children ascend alike, so that one walk of both finds every range. */
  private static int[] childrenOf(Itemset[] nodes) {
    var children = new int[nodes.length + 1];
    int parent = -1;
    for (int n = 0; n < nodes.length; n++) {
      int[] items = nodes[n].items();
      if (n > 0 && breadthFirst(nodes[n - 1].items(), items) == 0) {
        throw new IllegalArgumentException("itemset " + Arrays.toString(items) + " is there twice");
      }
      if (items.length > 1) {
        int[] prefix = Arrays.copyOf(items, items.length - 1);
        while (parent < 0 || breadthFirst(nodes[parent].items(), prefix) < 0) {
          children[++parent] = n;
        }
        Checks.require(
            Arrays.equals(nodes[parent].items(), prefix),
            "itemset " + Arrays.toString(items) + " without its prefix");
      }
    }
    Arrays.fill(children, parent + 1, children.length, nodes.length);
    return children;
  }

  private static int[] ruleOffsetsOf(Itemset[] nodes, Rule[] rules) {
    var offsets = new int[nodes.length + 1];
    int rule = 0;
    for (int n = 0; n < nodes.length; n++) {
      offsets[n] = rule;
      while (rule < rules.length && Arrays.equals(rules[rule].antecedent(), nodes[n].items())) {
        rule++;
      }
    }
    offsets[nodes.length] = rule;
    if (rule < rules.length) {
      throw new IllegalArgumentException(
          "antecedent " + Arrays.toString(rules[rule].antecedent()) + " is no itemset");
    }
    return offsets;
  }

  private static float[] floats(Rule[] rules, boolean confidence) {
    var values = new float[rules.length];
    for (int i = 0; i < rules.length; i++) {
      values[i] = confidence ? rules[i].confidence() : rules[i].lift();
    }
    return values;
  }
}

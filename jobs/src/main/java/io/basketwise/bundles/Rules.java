package io.basketwise.bundles;

import io.basketwise.models.artifact.BundleColumns;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Association rules (Agrawal and Srikant 1994) with one consequent: confidence = count(itemset) /
 * count(antecedent), lift = confidence / (count(consequent) / baskets).
 */
final class Rules {
  private final double minConfidence;
  private final double minLift;
  private final double baskets;

  Rules(double minConfidence, double minLift, long baskets) {
    this.minConfidence = minConfidence;
    this.minLift = minLift;
    this.baskets = baskets;
  }

  /** The trie's columns with the rules that are confident and lifted enough. */
  BundleColumns derive(ItemsetTrie trie) {
    Splits splits = Splits.of(trie);
    int[] offsets = new int[trie.size() + 1];
    splits.forEach(
        (node, antecedent, consequent) -> {
          if (holds(trie, node, antecedent, consequent)) {
            offsets[antecedent + 1]++;
          }
        });
    Arrays.parallelPrefix(offsets, Integer::sum);
    int rules = offsets[trie.size()];
    int[] fill = offsets.clone();
    BundleColumns columns =
        new BundleColumns(
            trie.item(),
            trie.children(),
            trie.count(),
            trie.buyers(),
            offsets,
            new int[rules],
            new int[rules],
            new int[rules],
            new float[rules],
            new float[rules]);
    // Breadth-first order of the itemsets is ascending order of each antecedent's consequents.
    splits.forEach(
        (node, antecedent, consequent) -> {
          if (holds(trie, node, antecedent, consequent)) {
            int rule = fill[antecedent]++;
            columns.ruleConsequent()[rule] = trie.item()[consequent];
            columns.ruleCount()[rule] = trie.count()[node];
            columns.ruleBuyers()[rule] = trie.buyers()[node];
            columns.ruleConfidence()[rule] = (float) confidence(trie, node, antecedent);
            columns.ruleLift()[rule] = (float) lift(trie, node, antecedent, consequent);
          }
        });
    return columns;
  }

  private boolean holds(ItemsetTrie trie, int node, int antecedent, int consequent) {
    return confidence(trie, node, antecedent) >= minConfidence
        && lift(trie, node, antecedent, consequent) >= minLift;
  }

  private static double confidence(ItemsetTrie trie, int node, int antecedent) {
    return (double) trie.count()[node] / trie.count()[antecedent];
  }

  private double lift(ItemsetTrie trie, int node, int antecedent, int consequent) {
    return confidence(trie, node, antecedent) * baskets / trie.count()[consequent];
  }

  /** Takes one itemset's node, that of the itemset without one item, and that of the item. */
  private interface Split {
    void accept(int node, int antecedent, int consequent);
  }

  /**
   * Every way to take one item out of an itemset. What is left after the item at a position is
   * found from what is left of the parent: one search an itemset and position.
   */
  private record Splits(ItemsetTrie trie, int[] depth, int width, int[] without, int[] single) {

    static Splits of(ItemsetTrie trie) {
      int width = trie.levels().length - 1;
      int[] depth = new int[trie.size()];
      for (int level = 0; level < width; level++) {
        Arrays.fill(depth, trie.levels()[level], trie.levels()[level + 1], level + 1);
      }
      Splits splits =
          new Splits(
              trie, depth, width, new int[trie.size() * width], new int[trie.size() * width]);
      for (int level = 0; level < width; level++) {
        IntStream.range(trie.levels()[level], trie.levels()[level + 1])
            .parallel()
            .forEach(splits::split);
      }
      return splits;
    }

    private void split(int node) {
      int last = depth[node] - 1;
      int parent = trie.parent()[node];
      int item = trie.item()[node];
      for (int position = 0; position < last; position++) {
        int rest = last == 1 ? -1 : without[parent * width + position];
        without[node * width + position] = trie.child(rest, item);
        single[node * width + position] = single[parent * width + position];
      }
      without[node * width + last] = parent;
      single[node * width + last] = trie.child(-1, item);
    }

    void forEach(Split action) {
      for (int node = 0; node < trie.size(); node++) {
        for (int position = 0; depth[node] > 1 && position < depth[node]; position++) {
          action.accept(node, without[node * width + position], single[node * width + position]);
        }
      }
    }
  }
}

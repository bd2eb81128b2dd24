package io.basketwise.models.artifact;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;

/** Frequent itemsets as a trie and the rules of each; see {@link BundleColumns} for the layout. */
public final class Bundles {
  static final String FILE = "bundles.safetensors";

  private final IntBuffer item;
  private final IntBuffer children;
  private final IntBuffer count;
  private final IntBuffer buyers;
  private final IntBuffer ruleOffsets;
  private final IntBuffer ruleConsequent;
  private final IntBuffer ruleCount;
  private final IntBuffer ruleBuyers;
  private final FloatBuffer ruleConfidence;
  private final FloatBuffer ruleLift;

  private Bundles(Columns file, int items) {
    int nodes = file.tensors().ints("trie.item").limit();
    item = file.ints("trie.item", nodes, 0, items);
    children = file.ints("trie.children", nodes + 1, 0, nodes + 1);
    checkTrie(file, nodes);
    count = file.counts("trie.count", nodes);
    buyers = file.counts("trie.buyers", nodes);
    int rules = file.tensors().ints("rule.consequent").limit();
    ruleConsequent = file.ints("rule.consequent", rules, 0, items);
    ruleOffsets = file.ints("rule.offsets", nodes + 1, 0, rules + 1);
    checkRules(file, nodes, rules);
    ruleCount = file.counts("rule.count", rules);
    ruleBuyers = file.counts("rule.buyers", rules);
    ruleConfidence = file.finiteFloats("rule.confidence", rules);
    ruleLift = file.finiteFloats("rule.lift", rules);
    for (int rule = 0; rule < rules; rule++) {
      if (ruleConfidence.get(rule) <= 0 || ruleLift.get(rule) <= 0) {
        throw file.damaged("rule " + rule + " of no confidence or lift", "values above 0");
      }
    }
  }

  static Bundles open(Path path, int items) {
    return new Bundles(new Columns(path), items);
  }

  /** Children lie behind their parent, so that no walk can turn back, and ascend for a search. */
  private void checkTrie(Columns file, int nodes) {
    if (children.get(nodes) != nodes) {
      throw file.damaged("children up to " + children.get(nodes), String.valueOf(nodes));
    }
    for (int n = 0; n < nodes; n++) {
      if (children.get(n) <= n || children.get(n) > children.get(n + 1)) {
        throw file.damaged("children of node " + n + " out of place", "ranges behind their node");
      }
    }
    checkSiblings(file, 0, roots());
    for (int n = 0; n < nodes; n++) {
      checkSiblings(file, children.get(n), children.get(n + 1));
    }
  }

  private void checkSiblings(Columns file, int from, int to) {
    for (int n = from + 1; n < to; n++) {
      if (item.get(n - 1) >= item.get(n)) {
        throw file.damaged("siblings out of order at node " + n, "ascending items");
      }
    }
  }

  private void checkRules(Columns file, int nodes, int rules) {
    if (ruleOffsets.get(0) != 0 || ruleOffsets.get(nodes) != rules) {
      throw file.damaged("rule.offsets that do not span the rules", "0 to " + rules);
    }
    for (int n = 0; n < nodes; n++) {
      if (ruleOffsets.get(n) > ruleOffsets.get(n + 1)) {
        throw file.damaged("rule.offsets that fall at node " + n, "rising offsets");
      }
    }
  }

  /** The number of itemsets. */
  public int itemsets() {
    return item.limit();
  }

  /** The number of single items; they are the first nodes. */
  public int roots() {
    return children.get(0);
  }

  /** The last item of a node's itemset. */
  public int item(int node) {
    return item.get(node);
  }

  /** The first child of a node; the last is before the first of the next node. */
  public int firstChild(int node) {
    return children.get(node);
  }

  /** The node between two siblings, the second exclusive, that ends in an item, or -1. */
  public int find(int from, int to, int wanted) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = item.get(middle);
      if (found == wanted) {
        return middle;
      }
      if (found < wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Baskets with the itemset. */
  public int count(int node) {
    return count.get(node);
  }

  /** Distinct buyers of the itemset. */
  public int buyers(int node) {
    return buyers.get(node);
  }

  /** The number of rules. */
  public int rules() {
    return ruleConsequent.limit();
  }

  /** The first rule of an antecedent; the last is before the first of the next node. */
  public int firstRule(int node) {
    return ruleOffsets.get(node);
  }

  /** The item that a rule leads to. */
  public int consequent(int rule) {
    return ruleConsequent.get(rule);
  }

  /** Baskets with antecedent and consequent. */
  public int ruleCount(int rule) {
    return ruleCount.get(rule);
  }

  /** Distinct buyers of antecedent and consequent. */
  public int ruleBuyers(int rule) {
    return ruleBuyers.get(rule);
  }

  /** Share of the antecedent's baskets that hold the consequent. */
  public float confidence(int rule) {
    return ruleConfidence.get(rule);
  }

  /** Confidence over the consequent's share of all baskets. */
  public float lift(int rule) {
    return ruleLift.get(rule);
  }
}

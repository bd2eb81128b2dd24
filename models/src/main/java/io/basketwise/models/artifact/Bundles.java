package io.basketwise.models.artifact;

import io.basketwise.models.format.Offsets;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Frequent itemsets as a trie and the rules of each; see {@link BundleColumns} for the layout. */
public final class Bundles {
  static final String FILE = "bundles.safetensors";

  /** More items than any itemset that is mined; it bounds how deep a walk of the trie goes. */
  private static final int MAX_DEPTH = 32;

  private final Columns file;
  private final int items;
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

  /** The root of each item, or -1: 4 bytes an item instead of a search among all roots. */
  private final int[] roots;

  private Bundles(Columns file, int items) {
    this.file = file;
    this.items = items;
    int nodes = file.tensors().ints("trie.item").limit();
    item = file.ints("trie.item", nodes, 0, items);
    children = file.tensors().ints("trie.children");
    checkChildren(nodes);
    count = file.counts("trie.count", nodes);
    buyers = file.counts("trie.buyers", nodes);
    int rules = file.tensors().ints("rule.consequent").limit();
    ruleConsequent = file.ints("rule.consequent", rules, 0, items);
    ruleOffsets = file.intOffsets("rule.offsets", nodes, rules);
    ruleCount = file.counts("rule.count", rules);
    ruleBuyers = file.counts("rule.buyers", rules);
    ruleConfidence = file.positiveFloats("rule.confidence", rules);
    ruleLift = file.positiveFloats("rule.lift", rules);
    roots = rootsByItem();
  }

  private int[] rootsByItem() {
    var byItem = new int[items];
    Arrays.fill(byItem, -1);
    var first = new int[roots()];
    item.get(0, first);
    for (int root = 0; root < first.length; root++) {
      byItem[file.index("trie.item", first[root], items)] = root;
    }
    return byItem;
  }

  /**
   * Checks every value, that siblings ascend from above their parent, and the consequents of an
   * antecedent among themselves.
   */
  void verify() {
    file.verify();
    checkSiblings(-1, 0, roots());
    for (int n = 0; n < itemsets(); n++) {
      checkSiblings(item.get(n), children.get(n), children.get(n + 1));
      checkConsequents(firstRule(n), firstRule(n + 1));
    }
  }

  private void checkConsequents(int from, int to) {
    for (int rule = from + 1; rule < to; rule++) {
      int before = ruleConsequent.get(rule - 1);
      if (ruleConsequent.get(rule) <= before) {
        throw file.damaged(
            "rule.consequent " + ruleConsequent.get(rule) + " of rule " + rule, "above " + before);
      }
    }
  }

  private void checkSiblings(int above, int from, int to) {
    int before = above;
    for (int n = from; n < to; n++) {
      if (item.get(n) <= before) {
        throw file.damaged("item " + item.get(n) + " of node " + n, "above " + before);
      }
      before = item.get(n);
    }
  }

  static Bundles open(Path path, int items) {
    return new Bundles(new Columns(path), items);
  }

  /** Children lie behind their parent, so that no walk can turn back, and not too deep. */
  private void checkChildren(int nodes) {
    if (children.limit() != nodes + 1 || children.get(nodes) != nodes) {
      throw file.damaged("trie.children that do not span the nodes", "up to " + nodes);
    }
    int fall = Offsets.of(children).fall();
    int early = fall >= 0 ? fall : Offsets.of(children.slice(0, nodes)).early();
    if (early >= 0) {
      throw file.damaged("children of node " + early + " out of place", "ranges behind their node");
    }
    int depth = 0;
    for (int end = nodes == 0 ? 0 : roots(); end < nodes; end = children.get(end)) {
      if (++depth == MAX_DEPTH) {
        throw file.damaged("itemsets of more than " + MAX_DEPTH + " items", "fewer");
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

  /** The node of a single item, or -1. */
  public int root(int item) {
    return roots[item];
  }

  /** Whether an item alone is the antecedent of a rule. */
  public boolean follows(int rule, int item) {
    int node = root(item);
    return node >= 0 && rule >= firstRule(node) && rule < firstRule(node + 1);
  }

  /** The last item of a node's itemset. */
  public int item(int node) {
    return file.index("trie.item", item.get(node), items);
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

  /**
   * Reads a little of the rules of an antecedent, for what {@link NeighbourTable#fetch} is for.
   *
   * @return something of all that was read
   */
  public int fetchRules(int node) {
    int first = firstRule(node);
    int last = firstRule(node + 1) - 1;
    return last < first ? firstChild(node) : firstChild(node) + fetchRule(first) + fetchRule(last);
  }

  private int fetchRule(int rule) {
    return ruleConsequent.get(rule)
        + Float.floatToRawIntBits(ruleConfidence.get(rule))
        + Float.floatToRawIntBits(ruleLift.get(rule));
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
    return file.index("rule.consequent", ruleConsequent.get(rule), items);
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
    return file.positive("rule.confidence", ruleConfidence.get(rule));
  }

  /** Confidence over the consequent's share of all baskets. */
  public float lift(int rule) {
    return file.positive("rule.lift", ruleLift.get(rule));
  }
}

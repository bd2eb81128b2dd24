package io.basketwise.models.behaviour;

import java.util.Arrays;

/**
 * A tree ensemble laid out for speed, with the same bits for an answer. After QuickScorer (Lucchese
 * et al., A Fast Algorithm to Rank Documents with Additive Ensembles of Regression Trees, 2015): a
 * tree's leaves are bits, a split that sends a row to the right clears those on its left, and the
 * first that remains is where the row ends. Here the bits of all trees lie side by side, and what
 * all splits of a feature clear is known for each place between its thresholds. A prediction reads
 * one line a feature, and no branch in it is hard to predict.
 */
final class QuickTrees implements Predictor {
  /** Most numbers of a table, 2 MB: more would push the rest out of the processor's caches. */
  static final int MAX_TABLE = 1 << 18;

  private final TreeEnsemble trees;

  /** Distinct thresholds, ascending, feature by feature; {@code first} is where each begins. */
  private final double[] thresholds;

  private final int[] first;

  /** The bits that are left above each threshold. */
  private final long[] kept;

  private final int laneBits;
  private final int words;

  /** Where the values of each tree's first leaf lie; those of its other leaves follow. */
  private final int[] leaves;

  private final double[] values;

  private QuickTrees(TreeEnsemble trees, int laneBits, int words) {
    this.trees = trees;
    this.laneBits = laneBits;
    this.words = words;
    var order = new LeafOrder(trees);
    leaves = order.firstValues;
    values = order.values;
    first = new int[trees.features() + 1];
    thresholds = thresholds();
    kept = new long[thresholds.length * words];
    keep(order);
  }

  /** The quick form of trees; themselves where they have too many leaves for it. */
  static Predictor of(TreeEnsemble trees) {
    int[] roots = trees.roots();
    int nodes = trees.feature().length;
    int most = 1;
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : nodes;
      most = Math.max(most, (end - roots[tree] + 1) / 2);
    }
    if (most > Long.SIZE) {
      return trees;
    }
    int laneBits = most == 1 ? 1 : Integer.highestOneBit(most - 1) << 1;
    long words = ((long) roots.length * laneBits + Long.SIZE - 1) / Long.SIZE;
    long table = nodes / 2 * words;
    return table > MAX_TABLE ? trees : new QuickTrees(trees, laneBits, (int) words);
  }

  /** The distinct thresholds of each feature, and where each begins. */
  private double[] thresholds() {
    var counts = new int[trees.features()];
    for (int feature : trees.feature()) {
      if (feature >= 0) {
        counts[feature]++;
      }
    }
    var byFeature = new double[counts.length][];
    Arrays.setAll(byFeature, feature -> new double[counts[feature]]);
    for (int node = 0; node < trees.feature().length; node++) {
      int feature = trees.feature()[node];
      if (feature >= 0) {
        byFeature[feature][--counts[feature]] = trees.threshold()[node];
      }
    }
    var distinct = new double[trees.feature().length];
    for (int feature = 0; feature < byFeature.length; feature++) {
      Arrays.sort(byFeature[feature]);
      int end = first[feature];
      for (double threshold : byFeature[feature]) {
        if (end == first[feature] || distinct[end - 1] != threshold) {
          distinct[end++] = threshold;
        }
      }
      first[feature + 1] = end;
    }
    return Arrays.copyOf(distinct, first[byFeature.length]);
  }

  /** Above a threshold is above all lower ones of its feature. */
  private void keep(LeafOrder order) {
    Arrays.fill(kept, -1);
    for (int node = 0; node < trees.feature().length; node++) {
      if (trees.feature()[node] >= 0) {
        int row = above(trees.feature()[node], trees.threshold()[node]);
        int bit = order.tree[node] * laneBits;
        kept[row * words + bit / Long.SIZE] &= ~(order.left[node] << bit);
      }
    }
    for (int feature = 0; feature < trees.features(); feature++) {
      for (int at = (first[feature] + 1) * words; at < first[feature + 1] * words; at++) {
        kept[at] &= kept[at - words];
      }
    }
  }

  /** The leaves of each tree from left to right. */
  private static final class LeafOrder {
    private final TreeEnsemble trees;
    private final int outputs;

    /** The tree of a node. */
    private final int[] tree;

    /** The leaves on the left of a split, as bits. */
    private final long[] left;

    private final int[] firstValues;
    private final double[] values;
    private int leaf;
    private int size;

    LeafOrder(TreeEnsemble trees) {
      this.trees = trees;
      outputs = trees.outputs();
      tree = new int[trees.feature().length];
      left = new long[trees.feature().length];
      firstValues = new int[trees.roots().length];
      values = new double[trees.values().length];
      for (int each = 0; each < firstValues.length; each++) {
        firstValues[each] = size;
        leaf = 0;
        walk(trees.roots()[each], each);
      }
    }

    private void walk(int node, int owner) {
      tree[node] = owner;
      if (trees.feature()[node] < 0) {
        System.arraycopy(trees.values(), node * outputs, values, size, outputs);
        size += outputs;
        leaf++;
        return;
      }
      int begin = leaf;
      walk(trees.left()[node], owner);
      // Never all of a word: a leaf on the right follows.
      left[node] = ((1L << (leaf - begin)) - 1) << begin;
      walk(trees.left()[node] + 1, owner);
    }
  }

  @Override
  public int features() {
    return trees.features();
  }

  @Override
  public int outputs() {
    return trees.outputs();
  }

  @Override
  public void predict(double[] row, double[] outputs) {
    System.arraycopy(trees.base(), 0, outputs, 0, outputs.length);
    var reachable = new long[words];
    Arrays.fill(reachable, -1);
    for (int feature = 0; feature + 1 < first.length; feature++) {
      int above = above(feature, row[feature]);
      if (above > first[feature]) {
        and(reachable, kept, (above - 1) * words);
      }
    }
    for (int tree = 0; tree < leaves.length; tree++) {
      int bit = tree * laneBits;
      int leaf = Long.numberOfTrailingZeros(reachable[bit / Long.SIZE] >>> bit);
      add(outputs, leaves[tree] + leaf * outputs.length);
    }
  }

  /** The first threshold of a feature that a value is not above; none for a missing one. */
  private int above(int feature, double value) {
    int low = first[feature];
    int high = first[feature + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value > thresholds[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void and(long[] into, long[] table, int from) {
    for (int word = 0; word < into.length; word++) {
      into[word] &= table[from + word];
    }
  }

  private void add(double[] outputs, int from) {
    for (int output = 0; output < outputs.length; output++) {
      outputs[output] += values[from + output];
    }
  }

  @Override
  public void contribute(double[] row, int output, double[] contributions) {
    trees.contribute(row, output, contributions);
  }
}

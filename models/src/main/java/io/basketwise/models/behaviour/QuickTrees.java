package io.basketwise.models.behaviour;

import java.util.Arrays;

/**
 * A tree ensemble laid out for speed, with the same bits for an answer. After QuickScorer (Lucchese
 * et al., A Fast Algorithm to Rank Documents with Additive Ensembles of Regression Trees, 2015): a
 * tree's leaves are bits, a split that sends a row to the right clears those on its left, and the
 * first that remains is where the row ends. The splits of a feature lie side by side, thresholds
 * ascending, so that a prediction reads those that a row is above, and one more a feature.
 */
final class QuickTrees implements Predictor {
  private final TreeEnsemble trees;

  /** The splits feature by feature; {@code first} is where those of each begin. */
  private final double[] thresholds;

  private final int[] first;

  /** The tree of each split. */
  private final int[] owners;

  /** The leaves that are left above each split, as bits. */
  private final int[] kept;

  /** Where the values of each tree's first leaf lie; those of its other leaves follow. */
  private final int[] leaves;

  private final double[] values;

  private QuickTrees(TreeEnsemble trees) {
    this.trees = trees;
    var order = new LeafOrder(trees);
    leaves = order.firstValues;
    values = order.values;
    first = firstSplits(trees);
    thresholds = thresholds();
    owners = new int[thresholds.length];
    kept = new int[thresholds.length];
    var alike = new int[thresholds.length];
    for (int node = 0; node < trees.feature().length; node++) {
      if (trees.feature()[node] >= 0) {
        int split = split(trees.feature()[node], trees.threshold()[node]);
        split += alike[split]++;
        owners[split] = order.tree[node];
        kept[split] = ~order.left[node];
      }
    }
  }

  /** The quick form of trees; themselves where one has more leaves than an int has bits. */
  static Predictor of(TreeEnsemble trees) {
    int[] roots = trees.roots();
    int nodes = trees.feature().length;
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : nodes;
      if ((end - roots[tree] + 1) / 2 > Integer.SIZE) {
        return trees;
      }
    }
    return new QuickTrees(trees);
  }

  private static int[] firstSplits(TreeEnsemble trees) {
    var first = new int[trees.features() + 1];
    for (int feature : trees.feature()) {
      if (feature >= 0) {
        first[feature + 1]++;
      }
    }
    for (int feature = 0; feature < trees.features(); feature++) {
      first[feature + 1] += first[feature];
    }
    return first;
  }

  private double[] thresholds() {
    var all = new double[first[trees.features()]];
    int[] next = first.clone();
    for (int node = 0; node < trees.feature().length; node++) {
      if (trees.feature()[node] >= 0) {
        all[next[trees.feature()[node]]++] = trees.threshold()[node];
      }
    }
    for (int feature = 0; feature < trees.features(); feature++) {
      Arrays.sort(all, first[feature], first[feature + 1]);
    }
    return all;
  }

  /** The first split of a feature with a threshold that it has. */
  private int split(int feature, double threshold) {
    int low = first[feature];
    int high = first[feature + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.compare(thresholds[middle], threshold) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The leaves of each tree from left to right. */
  private static final class LeafOrder {
    private final TreeEnsemble trees;
    private final int outputs;

    /** The tree of a node. */
    private final int[] tree;

    /** The leaves on the left of a split, as bits. */
    private final int[] left;

    private final int[] firstValues;
    private final double[] values;
    private int leaf;
    private int size;

    LeafOrder(TreeEnsemble trees) {
      this.trees = trees;
      outputs = trees.outputs();
      tree = new int[trees.feature().length];
      left = new int[trees.feature().length];
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
      left[node] = ((1 << (leaf - begin)) - 1) << begin;
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
    if (outputs.length == 1) {
      outputs[0] = value(row);
      return;
    }
    System.arraycopy(trees.base(), 0, outputs, 0, outputs.length);
    int[] reachable = reachable(row);
    for (int tree = 0; tree < reachable.length; tree++) {
      int leaf = Integer.numberOfTrailingZeros(reachable[tree]);
      int from = leaves[tree] + leaf * outputs.length;
      for (int output = 0; output < outputs.length; output++) {
        outputs[output] += values[from + output];
      }
    }
  }

  /** The same sum, kept in a register. */
  @Override
  public double value(double[] row) {
    double sum = trees.base()[0];
    int[] reachable = reachable(row);
    for (int tree = 0; tree < reachable.length; tree++) {
      sum += values[leaves[tree] + Integer.numberOfTrailingZeros(reachable[tree])];
    }
    return sum;
  }

  /** The leaves of each tree that no split has cleared; a missing value is above no threshold. */
  private int[] reachable(double[] row) {
    var reachable = new int[leaves.length];
    Arrays.fill(reachable, -1);
    for (int feature = 0; feature + 1 < first.length; feature++) {
      double value = row[feature];
      int end = first[feature + 1];
      for (int split = first[feature]; split < end && value > thresholds[split]; split++) {
        reachable[owners[split]] &= kept[split];
      }
    }
    return reachable;
  }

  @Override
  public void contribute(double[] row, int output, double[] contributions) {
    trees.contribute(row, output, contributions);
  }
}

package io.basketwise.behaviour.learn;

/**
 * A regression tree over bins; nodes as in {@link io.basketwise.models.behaviour.TreeEnsemble},
 * counted from the tree's own root.
 *
 * @param feature what a node splits, -1 for a leaf
 * @param bin the last bin that goes left
 * @param threshold the cut after that bin
 * @param left the left child; the right one follows it
 * @param values a node's values after another's
 */
record Tree(int[] feature, int[] bin, double[] threshold, int[] left, double[][] values) {
  /** The values that a row gets. */
  double[] leaf(byte[][] columns, int row) {
    int node = 0;
    while (feature[node] >= 0) {
      boolean right = (columns[feature[node]][row] & 0xFF) > bin[node];
      node = right ? left[node] + 1 : left[node];
    }
    return values[node];
  }
}

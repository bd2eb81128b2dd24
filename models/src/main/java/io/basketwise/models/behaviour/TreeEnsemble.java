package io.basketwise.models.behaviour;

/**
 * A sum of binary regression trees whose leaves have one value an output: boosted trees, or a
 * forest whose leaves are already divided by the number of trees. A row goes to the right child
 * where its feature is above the threshold, else, and where the feature is missing, to the left.
 *
 * @param features width of a row
 * @param base what is added to the trees, one an output
 * @param roots the node at which each tree begins, rising from 0
 * @param feature the feature that a node splits, or -1 for a leaf
 * @param threshold of each node; 0 for a leaf
 * @param left the left child of each node, after it and inside its tree; the right one follows it;
 *     no node is below two others; -1 for a leaf
 * @param values a node's values after another's: what a leaf adds, or, inside, the mean of what the
 *     training rows below were given
 */
public record TreeEnsemble(
    int features,
    double[] base,
    int[] roots,
    int[] feature,
    double[] threshold,
    int[] left,
    double[] values)
    implements Predictor {
  /** Checks that every path ends in a leaf of its own tree. */
  public TreeEnsemble {
    int nodes = feature.length;
    require(base.length > 0, "no output");
    require(threshold.length == nodes && left.length == nodes, "columns of different lengths");
    require(values.length == (long) nodes * base.length, values.length + " values");
    var below = new boolean[nodes];
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : nodes;
      require(roots[tree] >= (tree == 0 ? 0 : 1) && roots[tree] < end && end <= nodes, "roots");
      for (int node = roots[tree]; node < end; node++) {
        boolean leaf = feature[node] == -1 && left[node] == -1;
        boolean inside =
            feature[node] >= 0
                && feature[node] < features
                && left[node] > node
                && left[node] < end - 1;
        if (!leaf && !inside) {
          throw new IllegalArgumentException(
              "node " + node + " splits " + feature[node] + " into " + left[node]);
        }
        if (inside) {
          require(!below[left[node]] && !below[left[node] + 1], "a node below two others");
          below[left[node]] = true;
          below[left[node] + 1] = true;
        }
      }
    }
    require(nodes == 0 || (roots.length > 0 && roots[0] == 0), "roots");
    Finite.require("base", base);
    Finite.require("threshold", threshold);
    Finite.require("values", values);
  }

  private static void require(boolean holds, String found) {
    if (!holds) {
      throw new IllegalArgumentException("trees with " + found + " that do not fit");
    }
  }

  @Override
  public int outputs() {
    return base.length;
  }

  @Override
  public void predict(double[] row, double[] outputs) {
    System.arraycopy(base, 0, outputs, 0, base.length);
    for (int root : roots) {
      int node = root;
      while (feature[node] >= 0) {
        node = child(row, node);
      }
      int first = node * base.length;
      for (int output = 0; output < base.length; output++) {
        outputs[output] += values[first + output];
      }
    }
  }

  /** Along the path of each tree a split did what the mean changed by (Saabas 2014). */
  @Override
  public void contribute(double[] row, int output, double[] contributions) {
    for (int root : roots) {
      int node = root;
      while (feature[node] >= 0) {
        int next = child(row, node);
        contributions[feature[node]] += value(next, output) - value(node, output);
        node = next;
      }
    }
  }

  @Override
  public Predictor quick() {
    return QuickTrees.of(this);
  }

  private int child(double[] row, int node) {
    return row[feature[node]] > threshold[node] ? left[node] + 1 : left[node];
  }

  private double value(int node, int output) {
    return values[node * base.length + output];
  }
}

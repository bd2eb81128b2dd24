package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.List;

/** Puts trees one after another. */
final class Ensembles {
  private Ensembles() {}

  static TreeEnsemble of(int features, double[] base, List<Tree> trees) {
    int nodes = trees.stream().mapToInt(tree -> tree.feature().length).sum();
    int[] roots = new int[trees.size()];
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] left = new int[nodes];
    double[] values = new double[nodes * base.length];
    int node = 0;
    for (int t = 0; t < roots.length; t++) {
      Tree tree = trees.get(t);
      roots[t] = node;
      for (int n = 0; n < tree.feature().length; n++, node++) {
        feature[node] = tree.feature()[n];
        threshold[node] = tree.threshold()[n];
        left[node] = tree.left()[n] < 0 ? -1 : roots[t] + tree.left()[n];
        System.arraycopy(tree.values()[n], 0, values, node * base.length, base.length);
      }
    }
    return new TreeEnsemble(features, base, roots, feature, threshold, left, values);
  }
}

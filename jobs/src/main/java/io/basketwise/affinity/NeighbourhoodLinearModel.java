package io.basketwise.affinity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The linear model where the exact one no longer fits: each item is regressed on its own
 * neighbourhood alone, the items whose weighted cosine with it is highest (Ning and Karypis, SLIM,
 * ICDM 2011, choose features the same way in fsSLIM). Column j of B solves (G + lambda I) b = g_j
 * over the neighbourhood, a system that is positive definite because G is; a neighbourhood of all
 * items gives the exact model. Time grows with items x neighbourhood³ / 3, memory with 12 bytes
 * times items x neighbourhood.
 */
final class NeighbourhoodLinearModel implements LinearItemModel {
  private final int[][] members;
  private final float[][] weights;

  private NeighbourhoodLinearModel(int[][] members, float[][] weights) {
    this.members = members;
    this.weights = weights;
  }

  /** Solves every item's regression, sharing the items among the threads. */
  static NeighbourhoodLinearModel solve(SparseGram gram, double regularization, int neighbourhood) {
    double[] diagonal = gram.diagonal();
    int[][] members = new int[gram.size()][];
    float[][] weights = new float[gram.size()][];
    IntStream.range(0, gram.size())
        .parallel()
        .forEach(
            item -> {
              members[item] = members(gram, diagonal, item, neighbourhood);
              weights[item] = regress(gram, item, members[item], regularization);
            });
    return new NeighbourhoodLinearModel(members, weights);
  }

  /** The item's strongest co-occurring items, ascending; ties by rank. */
  private static int[] members(SparseGram gram, double[] diagonal, int item, int limit) {
    int[] others = gram.others()[item];
    float[] together = gram.weights()[item];
    float[] strength = new float[others.length];
    for (int i = 0; i < others.length; i++) {
      strength[i] = others[i] == item ? -1 : (float) (together[i] / Math.sqrt(diagonal[others[i]]));
    }
    int candidates = others.length - (Arrays.binarySearch(others, item) < 0 ? 0 : 1);
    return Strongest.positions(strength, others, Math.min(limit, candidates))
        .map(i -> others[i])
        .sorted()
        .toArray();
  }

  private static float[] regress(SparseGram gram, int item, int[] members, double regularization) {
    int n = members.length;
    double[][] system = new double[n][n];
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      row(gram, members[i], members, system[i]);
      system[i][i] += regularization;
    }
    row(gram, item, members, right);
    PositiveDefiniteSystem.solve(system, right);
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      weights[i] = (float) right[i];
    }
    return weights;
  }

  /** The entries of a row in some columns; both ascend, so that one walk finds them. */
  private static void row(SparseGram gram, int row, int[] columns, double[] target) {
    int[] others = gram.others()[row];
    float[] weights = gram.weights()[row];
    int at = 0;
    for (int i = 0; i < columns.length; i++) {
      at = Arrays.binarySearch(others, at, others.length, columns[i]);
      if (at >= 0) {
        target[i] = weights[at];
      } else {
        at = -at - 1;
      }
    }
  }

  @Override
  public double weight(int from, int to) {
    int at = Arrays.binarySearch(members[to], from);
    return at < 0 ? 0 : weights[to][at];
  }
}

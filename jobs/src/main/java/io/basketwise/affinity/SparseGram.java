package io.basketwise.affinity;

import java.util.Arrays;

/**
 * The weighted co-occurrence matrix by rows of ranks, ascending, the diagonal among them: 8 bytes a
 * pair that occurs.
 *
 * @param others ranks that occur with each rank
 * @param weights sum of the weights of the baskets with both
 */
record SparseGram(int[][] others, float[][] weights) {
  /** Bytes that a pair takes. */
  static final int BYTES = Integer.BYTES + Float.BYTES;

  int size() {
    return others.length;
  }

  /** The diagonal: an item's own weight. */
  double[] diagonal() {
    double[] diagonal = new double[size()];
    Arrays.setAll(
        diagonal,
        rank -> {
          int at = Arrays.binarySearch(others[rank], rank);
          return at < 0 ? 0 : weights[rank][at];
        });
    return diagonal;
  }
}

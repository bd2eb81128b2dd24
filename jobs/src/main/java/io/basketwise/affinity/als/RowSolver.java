package io.basketwise.affinity.als;

/**
 * Solves one row's normal equations (Hu, Koren and Volinsky 2008, equation 4):
 *
 * <pre>(Y'Y + lambda n I + sum of c y y') x = sum of (1 + c) y,  c = alpha rating</pre>
 *
 * summed over the row's n ratings. A solver keeps scratch memory: one a thread.
 */
interface RowSolver {
  /**
   * Solves.
   *
   * @param gram Y'Y, rank by rank
   * @param ratings the row's matrix
   * @param row the row, which has at least one rating
   * @param factors y by column
   * @param x the last solution on entry, the new one on return
   */
  void solve(float[][] gram, Csr ratings, int row, float[][] factors, float[] x);
}

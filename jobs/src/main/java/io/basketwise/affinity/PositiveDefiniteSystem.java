package io.basketwise.affinity;

import java.util.Locale;

/** Solves one symmetric positive definite system by Cholesky, in double. */
public final class PositiveDefiniteSystem {
  private PositiveDefiniteSystem() {}

  /**
   * Solves {@code matrix x = right}; x takes the place of {@code right}, and the matrix is used up.
   *
   * @throws ArithmeticException when the matrix is not positive definite
   */
  public static void solve(double[][] matrix, double[] right) {
    factorise(matrix);
    int n = right.length;
    // U'z = right, U x = z
    for (int k = 0; k < n; k++) {
      right[k] /= matrix[k][k];
      for (int j = k + 1; j < n; j++) {
        right[j] = Math.fma(-right[k], matrix[k][j], right[j]);
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double sum = right[k];
      for (int j = k + 1; j < n; j++) {
        sum = Math.fma(-matrix[k][j], right[j], sum);
      }
      right[k] = sum / matrix[k][k];
    }
  }

  /** matrix = U'U; U takes the upper triangle's place, row by row for C2's vector instructions. */
  private static void factorise(double[][] matrix) {
    int n = matrix.length;
    for (int k = 0; k < n; k++) {
      double[] pivotRow = matrix[k];
      if (!(pivotRow[k] > 0)) {
        throw new ArithmeticException(
            String.format(
                Locale.ROOT,
                "The matrix is not positive definite: pivot %d is %s",
                k,
                pivotRow[k]));
      }
      double root = Math.sqrt(pivotRow[k]);
      for (int j = k; j < n; j++) {
        pivotRow[j] /= root;
      }
      for (int i = k + 1; i < n; i++) {
        subtract(matrix[i], pivotRow, pivotRow[i], i);
      }
    }
  }

  private static void subtract(double[] target, double[] row, double factor, int from) {
    for (int j = from; j < target.length; j++) {
      target[j] = Math.fma(-factor, row[j], target[j]);
    }
  }
}

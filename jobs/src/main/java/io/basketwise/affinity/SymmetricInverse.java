package io.basketwise.affinity;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Inverts a symmetric positive definite matrix in place by block sweeps (Goodnight, A Tutorial on
 * the SWEEP Operator, 1979): n³ floating point operations on n² doubles, of which the upper
 * triangle is worked on, and two panels of {@link #BLOCK} rows. The inner loop adds multiples of
 * four rows to two others, which the JIT compiles to vector instructions; stripes of columns keep
 * the panel in the cache. Each number comes from the same operations in the same order whatever the
 * number of threads.
 */
final class SymmetricInverse {
  private static final int BLOCK = 64;
  private static final int STRIPE = 512;
  private static final int ROWS_PER_TASK = 32;

  private final double[][] a;
  private final int n;
  private final double[][] panel;
  private final double[][] swept;

  private SymmetricInverse(double[][] a) {
    this.a = a;
    this.n = a.length;
    this.panel = new double[Math.min(BLOCK, n)][n];
    this.swept = new double[Math.min(BLOCK, n)][n];
  }

  /**
   * Replaces a matrix by its inverse.
   *
   * @param matrix square and symmetric; the upper triangle is read, both are written
   * @throws ArithmeticException when it is not positive definite
   */
  static void invert(double[][] matrix) {
    SymmetricInverse inverse = new SymmetricInverse(matrix);
    for (int start = 0; start < matrix.length; start += BLOCK) {
      inverse.sweep(start, Math.min(matrix.length, start + BLOCK));
    }
    inverse.negateAndMirror();
  }

  /** One block of pivots: A becomes A - W'DW outside, DW in the block's rows, -D in the block. */
  private void sweep(int start, int end) {
    int size = end - start;
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < n; j++) {
        panel[k][j] = j < start + k ? a[j][start + k] : a[start + k][j];
      }
    }
    double[][] pivots = invertPivots(start, size);
    IntStream.range(0, size).parallel().forEach(k -> multiplyPanel(pivots[k], swept[k], size));
    IntStream.range(0, (n + ROWS_PER_TASK - 1) / ROWS_PER_TASK)
        .parallel()
        .forEach(task -> updateRows(task * ROWS_PER_TASK, start, end));
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < start; j++) {
        a[j][start + k] = swept[k][j];
      }
      for (int j = start + k; j < end; j++) {
        a[start + k][j] = -pivots[k][j - start];
      }
      System.arraycopy(swept[k], end, a[start + k], end, n - end);
    }
  }

  private double[][] invertPivots(int start, int size) {
    double[][] d = new double[size][size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(panel[i], start, d[i], 0, size);
    }
    for (int k = 0; k < size; k++) {
      sweepOne(d, k, start + k);
    }
    for (double[] row : d) {
      for (int j = 0; j < size; j++) {
        row[j] = -row[j];
      }
    }
    return d;
  }

  private static void sweepOne(double[][] d, int k, int row) {
    double pivot = d[k][k];
    if (!(pivot > 0)) {
      throw new ArithmeticException(
          String.format(
              Locale.ROOT, "The matrix is not positive definite: pivot %d is %s", row, pivot));
    }
    for (int i = 0; i < d.length; i++) {
      if (i != k) {
        double factor = d[i][k] / pivot;
        for (int j = 0; j < d.length; j++) {
          if (j != k) {
            d[i][j] -= factor * d[k][j];
          }
        }
      }
    }
    for (int i = 0; i < d.length; i++) {
      if (i != k) {
        d[i][k] /= pivot;
        d[k][i] /= pivot;
      }
    }
    d[k][k] = -1 / pivot;
  }

  private void multiplyPanel(double[] coefficients, double[] target, int size) {
    java.util.Arrays.fill(target, 0);
    for (int k = 0; k < size; k++) {
      double factor = coefficients[k];
      double[] source = panel[k];
      for (int j = 0; j < n; j++) {
        target[j] += factor * source[j];
      }
    }
  }

  /** Rows of one task: two at a time, stripe by stripe; the block's own rows stay. */
  private void updateRows(int first, int start, int end) {
    int last = Math.min(n, first + ROWS_PER_TASK);
    for (int stripe = first / STRIPE * STRIPE; stripe < n; stripe += STRIPE) {
      int to = Math.min(n, stripe + STRIPE);
      for (int row = first; row < last; row += 2) {
        // The blocks' bounds are even, so that both rows lie on one side of them.
        if (row < start || row >= end) {
          updatePair(row, Math.min(row + 1, last - 1), Math.max(row, stripe), to, end - start);
        }
      }
    }
  }

  private void updatePair(int row, int next, int from, int to, int size) {
    double[] target = a[row];
    double[] other = next == row ? new double[n] : a[next];
    int k = 0;
    for (; k + 3 < size; k += 4) {
      addFour(target, other, k, row, next, from, to);
    }
    for (; k < size; k++) {
      double factor = panel[k][row];
      double factorOther = panel[k][next];
      double[] source = swept[k];
      for (int j = from; j < to; j++) {
        target[j] -= factor * source[j];
        other[j] -= factorOther * source[j];
      }
    }
  }

  private void addFour(
      double[] target, double[] other, int k, int row, int next, int from, int to) {
    double[] s0 = swept[k];
    double[] s1 = swept[k + 1];
    double[] s2 = swept[k + 2];
    double[] s3 = swept[k + 3];
    double c0 = panel[k][row];
    double c1 = panel[k + 1][row];
    double c2 = panel[k + 2][row];
    double c3 = panel[k + 3][row];
    double d0 = panel[k][next];
    double d1 = panel[k + 1][next];
    double d2 = panel[k + 2][next];
    double d3 = panel[k + 3][next];
    for (int j = from; j < to; j++) {
      double v0 = s0[j];
      double v1 = s1[j];
      double v2 = s2[j];
      double v3 = s3[j];
      target[j] -= c0 * v0 + c1 * v1 + c2 * v2 + c3 * v3;
      other[j] -= d0 * v0 + d1 * v1 + d2 * v2 + d3 * v3;
    }
  }

  private void negateAndMirror() {
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        a[i][j] = -a[i][j];
        a[j][i] = a[i][j];
      }
    }
  }
}

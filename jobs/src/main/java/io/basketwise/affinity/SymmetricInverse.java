package io.basketwise.affinity;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Inverts a symmetric positive definite matrix in place by block sweeps (Goodnight, A Tutorial on
 * the SWEEP Operator, 1979): n³ floating point operations on n² doubles, of which the upper
 * triangle is worked on, and two panels of {@link #BLOCK} rows. The inner loop adds multiples of
 * four rows to one other, which the JIT compiles to vector instructions; stripes of columns keep
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
    // Row by row, as memory lies: a column would cost a cache line a number.
    for (int j = 0; j < end; j++) {
      for (int k = Math.max(0, j + 1 - start); k < size; k++) {
        panel[k][j] = a[j][start + k];
      }
    }
    for (int k = 0; k < size; k++) {
      System.arraycopy(a[start + k], start + k, panel[k], start + k, n - start - k);
    }
    double[][] pivots = invertPivots(start, size);
    IntStream.range(0, size).parallel().forEach(k -> multiplyPanel(pivots[k], swept[k], size));
    IntStream.range(0, (n + ROWS_PER_TASK - 1) / ROWS_PER_TASK)
        .parallel()
        .forEach(task -> updateRows(task * ROWS_PER_TASK, start, end));
    for (int j = 0; j < start; j++) {
      for (int k = 0; k < size; k++) {
        a[j][start + k] = swept[k][j];
      }
    }
    for (int k = 0; k < size; k++) {
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
    for (int k = 0; k < size; k += 4) {
      addUpToFour(target, panel, coefficients, k, 0, n);
    }
  }

  /** Rows of one task, stripe by stripe; the block's own rows stay. */
  private void updateRows(int first, int start, int end) {
    int last = Math.min(n, first + ROWS_PER_TASK);
    int size = end - start;
    double[][] factors = new double[last - first][size];
    for (int row = first; row < last; row++) {
      for (int k = 0; k < size; k++) {
        factors[row - first][k] = -panel[k][row];
      }
    }
    for (int stripe = first / STRIPE * STRIPE; stripe < n; stripe += STRIPE) {
      int to = Math.min(n, stripe + STRIPE);
      for (int k = 0; k < size; k += 4) {
        for (int row = first; row < last; row++) {
          if (row < start || row >= end) {
            addUpToFour(a[row], swept, factors[row - first], k, Math.max(row, stripe), to);
          }
        }
      }
    }
  }

  /** Adds multiples of four rows, or of those that are left, to a target. */
  private static void addUpToFour(
      double[] target, double[][] rows, double[] factors, int k, int from, int to) {
    if (k + 3 < factors.length) {
      addFour(target, rows, factors, k, from, to);
      return;
    }
    for (int rest = k; rest < factors.length; rest++) {
      double factor = factors[rest];
      double[] row = rows[rest];
      for (int j = from; j < to; j++) {
        target[j] = Math.fma(factor, row[j], target[j]);
      }
    }
  }

  /** One target and arrays of their own: what C2 turns into vector instructions. */
  private static void addFour(
      double[] target, double[][] rows, double[] factors, int k, int from, int to) {
    double[] r0 = rows[k];
    double[] r1 = rows[k + 1];
    double[] r2 = rows[k + 2];
    double[] r3 = rows[k + 3];
    double f0 = factors[k];
    double f1 = factors[k + 1];
    double f2 = factors[k + 2];
    double f3 = factors[k + 3];
    for (int j = from; j < to; j++) {
      target[j] =
          Math.fma(
              f3, r3[j], Math.fma(f2, r2[j], Math.fma(f1, r1[j], Math.fma(f0, r0[j], target[j]))));
    }
  }

  /** Square by square, so that rows and columns stay in the cache. */
  private void negateAndMirror() {
    IntStream.iterate(0, left -> left < n, left -> left + BLOCK)
        .parallel()
        .forEach(
            left -> {
              for (int top = 0; top <= left; top += BLOCK) {
                negateAndMirror(top, left);
              }
            });
  }

  private void negateAndMirror(int top, int left) {
    for (int i = top; i < Math.min(n, top + BLOCK); i++) {
      for (int j = Math.max(i, left); j < Math.min(n, left + BLOCK); j++) {
        a[i][j] = -a[i][j];
        a[j][i] = a[i][j];
      }
    }
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.FactorTable;
import java.util.Arrays;

/**
 * The factor of a shopper who was not there at training, from the items at hand: Hu, Koren and
 * Volinsky, Collaborative Filtering for Implicit Feedback Datasets, 2008, equation 4, with lambda
 * scaled by the number of items n. In the eigenbasis of YtY its first part is diagonal, A0 =
 * diag(gram + lambda n), and the push-through identity leaves a system as small as the cart:
 *
 * <pre>K = Yk A0^-1 Yk^T,  (I + alpha K) z = (1 + alpha) 1,  x = A0^-1 Yk^T z</pre>
 */
final class AlsFoldIn {
  /** More items than this add time and no taste; the first by item index are used. */
  static final int MAX_ITEMS = 50;

  private final FactorTable factors;
  private final int rank;

  AlsFoldIn(FactorTable factors) {
    this.factors = factors;
    this.rank = factors.rank();
  }

  /** The user vector of items; empty when none of them was trained. */
  double[] userVector(int[] items) {
    double[] rows = trained(items);
    int n = rows.length / rank;
    if (n == 0) {
      return rows;
    }
    var inverse = new double[rank];
    for (int c = 0; c < rank; c++) {
      inverse[c] = 1 / (factors.gram(c) + factors.regularization() * n);
    }
    double[] z = solve(system(rows, n, inverse), 1 + factors.alpha());
    var user = new double[rank];
    for (int c = 0; c < rank; c++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += rows[i * rank + c] * z[i];
      }
      user[c] = inverse[c] * sum;
    }
    return user;
  }

  /** The factors of the first trained items by item index, row by row. */
  private double[] trained(int[] items) {
    int[] known = items.clone();
    Arrays.sort(known);
    var rows = new double[Math.min(known.length, MAX_ITEMS) * rank];
    int n = 0;
    for (int i = 0; i < known.length && n < MAX_ITEMS; i++) {
      n += factors.copy(known[i], rows, n * rank) ? 1 : 0;
    }
    return n * rank == rows.length ? rows : Arrays.copyOf(rows, n * rank);
  }

  /** I + alpha K, lower triangle. */
  private double[][] system(double[] rows, int n, double[] inverse) {
    var system = new double[n][n];
    var scaled = new double[rank];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < rank; c++) {
        scaled[c] = rows[i * rank + c] * inverse[c];
      }
      for (int j = 0; j <= i; j++) {
        double product = product(rows, j * rank, scaled);
        system[i][j] = factors.alpha() * product + (i == j ? 1 : 0);
      }
    }
    return system;
  }

  /** Four sums side by side, as in {@link FactorTable#product}. */
  private static double product(double[] rows, int from, double[] vector) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int column = 0;
    for (; column + 3 < vector.length; column += 4) {
      a += rows[from + column] * vector[column];
      b += rows[from + column + 1] * vector[column + 1];
      c += rows[from + column + 2] * vector[column + 2];
      d += rows[from + column + 3] * vector[column + 3];
    }
    for (; column < vector.length; column++) {
      a += rows[from + column] * vector[column];
    }
    return (a + b) + (c + d);
  }

  /** Solves for a constant right-hand side by Cholesky; the system is at least the identity. */
  private static double[] solve(double[][] a, double right) {
    int n = a.length;
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
    var z = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = right;
      for (int k = 0; k < i; k++) {
        sum -= a[i][k] * z[k];
      }
      z[i] = sum / a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = z[i];
      for (int k = i + 1; k < n; k++) {
        sum -= a[k][i] * z[k];
      }
      z[i] = sum / a[i][i];
    }
    return z;
  }

  /** How much a user vector speaks for an item. */
  double score(int item, double[] user) {
    return factors.product(item, user);
  }
}

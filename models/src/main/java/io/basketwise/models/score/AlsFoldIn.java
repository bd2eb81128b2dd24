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
    int[] known = Arrays.stream(items).sorted().filter(this::trained).limit(MAX_ITEMS).toArray();
    if (known.length == 0) {
      return new double[0];
    }
    var inverse = new double[rank];
    for (int c = 0; c < rank; c++) {
      inverse[c] = 1 / (factors.gram(c) + factors.regularization() * known.length);
    }
    double[] z = solve(system(known, inverse), 1 + factors.alpha());
    var user = new double[rank];
    for (int c = 0; c < rank; c++) {
      double sum = 0;
      for (int i = 0; i < known.length; i++) {
        sum += factors.value(known[i], c) * z[i];
      }
      user[c] = inverse[c] * sum;
    }
    return user;
  }

  private boolean trained(int item) {
    for (int c = 0; c < rank; c++) {
      if (factors.value(item, c) != 0) {
        return true;
      }
    }
    return false;
  }

  /** I + alpha K, lower triangle. */
  private double[][] system(int[] known, double[] inverse) {
    var system = new double[known.length][known.length];
    for (int i = 0; i < known.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = 0; c < rank; c++) {
          sum += factors.value(known[i], c) * inverse[c] * factors.value(known[j], c);
        }
        system[i][j] = factors.alpha() * sum + (i == j ? 1 : 0);
      }
    }
    return system;
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
    double sum = 0;
    for (int c = 0; c < rank; c++) {
      sum += factors.value(item, c) * user[c];
    }
    return sum;
  }
}

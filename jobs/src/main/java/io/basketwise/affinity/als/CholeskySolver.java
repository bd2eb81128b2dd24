package io.basketwise.affinity.als;

import java.util.Arrays;

/**
 * Forms the row's matrix and solves it by Cholesky, in float: exact up to rounding. Rows are
 * gathered four at a time into the matrix, whose rows C2 fills with vector instructions; the
 * factor's upper triangle is worked on row by row for the same reason.
 */
final class CholeskySolver implements RowSolver {
  private final float alpha;
  private final float regularization;
  private final int rank;
  private final float[][] matrix;
  private final float[] right;
  private final float[] factorsOfFour = new float[4];

  CholeskySolver(AlsParameters parameters) {
    this.alpha = (float) parameters.alpha();
    this.regularization = (float) parameters.regularization();
    this.rank = parameters.rank();
    this.matrix = new float[rank][rank];
    this.right = new float[rank];
  }

  @Override
  public void solve(float[][] gram, Csr ratings, int row, float[][] factors, float[] x) {
    form(gram, ratings, row, factors);
    factorise();
    // U'z = right, U x = z
    for (int k = 0; k < rank; k++) {
      x[k] = right[k] / matrix[k][k];
      for (int j = k + 1; j < rank; j++) {
        right[j] = Math.fma(-x[k], matrix[k][j], right[j]);
      }
    }
    for (int k = rank - 1; k >= 0; k--) {
      float sum = x[k];
      for (int j = k + 1; j < rank; j++) {
        sum = Math.fma(-matrix[k][j], x[j], sum);
      }
      x[k] = sum / matrix[k][k];
    }
  }

  private void form(float[][] gram, Csr ratings, int row, float[][] factors) {
    float lambda = regularization * ratings.length(row);
    for (int j = 0; j < rank; j++) {
      System.arraycopy(gram[j], 0, matrix[j], 0, rank);
      matrix[j][j] += lambda;
    }
    Arrays.fill(right, 0);
    int at = ratings.offsets()[row];
    int end = ratings.offsets()[row + 1];
    for (; at + 3 < end; at += 4) {
      addFour(
          ratings,
          at,
          factors[ratings.columns()[at]],
          factors[ratings.columns()[at + 1]],
          factors[ratings.columns()[at + 2]],
          factors[ratings.columns()[at + 3]]);
    }
    for (; at < end; at++) {
      float[] y = factors[ratings.columns()[at]];
      float confidence = alpha * ratings.values()[at];
      FloatRows.add(right, y, 1 + confidence);
      for (int j = 0; j < rank; j++) {
        FloatRows.add(matrix[j], y, confidence * y[j]);
      }
    }
  }

  private void addFour(Csr ratings, int at, float[] a, float[] b, float[] c, float[] d) {
    float ca = alpha * ratings.values()[at];
    float cb = alpha * ratings.values()[at + 1];
    float cc = alpha * ratings.values()[at + 2];
    float cd = alpha * ratings.values()[at + 3];
    setFour(1 + ca, 1 + cb, 1 + cc, 1 + cd);
    FloatRows.addFour(right, a, b, c, d, factorsOfFour, 0);
    for (int j = 0; j < rank; j++) {
      setFour(ca * a[j], cb * b[j], cc * c[j], cd * d[j]);
      FloatRows.addFour(matrix[j], a, b, c, d, factorsOfFour, 0);
    }
  }

  private void setFour(float a, float b, float c, float d) {
    factorsOfFour[0] = a;
    factorsOfFour[1] = b;
    factorsOfFour[2] = c;
    factorsOfFour[3] = d;
  }

  /** matrix = U'U; U takes the upper triangle's place. */
  private void factorise() {
    for (int k = 0; k < rank; k++) {
      float[] pivotRow = matrix[k];
      float root = (float) Math.sqrt(pivotRow[k]);
      for (int j = k; j < rank; j++) {
        pivotRow[j] /= root;
      }
      for (int i = k + 1; i < rank; i++) {
        subtract(matrix[i], pivotRow, pivotRow[i], i);
      }
    }
  }

  private static void subtract(float[] target, float[] row, float factor, int from) {
    for (int j = from; j < target.length; j++) {
      target[j] = Math.fma(-factor, row[j], target[j]);
    }
  }
}

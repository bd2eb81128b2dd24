package io.basketwise.behaviour;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Weighted ridge regression with the covariance of its coefficients; rows of one group, which lie
 * together, are no independent evidence (Liang and Zeger 1986).
 *
 * @param covariance row by row
 */
record LeastSquares(double[] coefficients, double[] covariance) {
  static LeastSquares fit(
      double[][] terms, double[] values, double[] weights, List<String> groups, double ridge) {
    int size = terms[0].length;
    double[][] normal = new double[size][size];
    double[] right = new double[size];
    for (int i = 0; i < size; i++) {
      normal[i][i] = ridge;
    }
    for (int row = 0; row < terms.length; row++) {
      addOuter(normal, terms[row], weights[row]);
      for (int i = 0; i < size; i++) {
        right[i] += weights[row] * terms[row][i] * values[row];
      }
    }
    RealMatrix inverse =
        new CholeskyDecomposition(new Array2DRowRealMatrix(normal)).getSolver().getInverse();
    double[] coefficients = inverse.operate(right);
    RealMatrix covariance =
        inverse
            .multiply(
                new Array2DRowRealMatrix(scatter(terms, values, weights, groups, coefficients)))
            .multiply(inverse);
    double[] flat = new double[size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(covariance.getRow(i), 0, flat, i * size, size);
    }
    return new LeastSquares(coefficients, flat);
  }

  private static double[][] scatter(
      double[][] terms,
      double[] values,
      double[] weights,
      List<String> groups,
      double[] coefficients) {
    int size = coefficients.length;
    double[][] scatter = new double[size][size];
    double[] group = new double[size];
    ArrayRealVector found = new ArrayRealVector(coefficients, false);
    for (int row = 0; row < terms.length; row++) {
      double residual = values[row] - found.dotProduct(new ArrayRealVector(terms[row], false));
      for (int i = 0; i < size; i++) {
        group[i] += weights[row] * residual * terms[row][i];
      }
      if (row + 1 == terms.length || !groups.get(row).equals(groups.get(row + 1))) {
        addOuter(scatter, group, 1);
        group = new double[size];
      }
    }
    return scatter;
  }

  /** To the bit symmetric, as its inverse demands. */
  private static void addOuter(double[][] sum, double[] vector, double weight) {
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        sum[i][j] += weight * (vector[i] * vector[j]);
      }
    }
  }
}

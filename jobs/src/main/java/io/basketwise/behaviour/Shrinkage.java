package io.basketwise.behaviour;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Pulls contrasts of coefficients that are thought to be small towards 0, by as much as their own
 * noise bids (empirical Bayes, Efron and Morris 1975). Contrasts of a family come from one normal
 * distribution around 0, whose variance is what their squares are above their variances on average;
 * those of terms that no row had have no variance and tell nothing of it.
 */
final class Shrinkage {
  /**
   * Least variance of a family, so that nothing is divided by 0: coefficients are changes of a
   * probability, and a thousandth is none to speak of.
   */
  private static final double LEAST = 1e-6;

  private Shrinkage() {}

  /**
   * The coefficients given that distribution, and their covariance.
   *
   * @param families of contrasts, each of which is a weight a coefficient
   */
  static LeastSquares of(LeastSquares found, List<double[][]> families) {
    RealMatrix covariance = square(found.covariance());
    RealMatrix contrasts =
        new Array2DRowRealMatrix(
            families.stream().flatMap(Arrays::stream).toArray(double[][]::new));
    double[] values = contrasts.operate(found.coefficients());
    RealMatrix noise = contrasts.multiply(covariance).multiply(contrasts.transpose());
    RealMatrix sum = noise.copy();
    int first = 0;
    for (double[][] family : families) {
      double spread = spread(values, noise, first, family.length);
      for (int i = first; i < first + family.length; i++) {
        sum.addToEntry(i, i, spread);
      }
      first += family.length;
    }
    // That all contrasts are 0, seen with these variances, is what the coefficients are told.
    RealMatrix gain =
        new LUDecomposition(sum).getSolver().solve(contrasts.multiply(covariance)).transpose();
    double[] pulled = found.coefficients().clone();
    double[] change = gain.operate(values);
    Arrays.setAll(pulled, i -> pulled[i] - change[i]);
    return new LeastSquares(
        pulled, flat(covariance.subtract(gain.multiply(contrasts).multiply(covariance))));
  }

  private static double spread(double[] values, RealMatrix noise, int first, int size) {
    double above = 0;
    int known = 0;
    for (int i = first; i < first + size; i++) {
      if (noise.getEntry(i, i) > 0) {
        above += values[i] * values[i] - noise.getEntry(i, i);
        known++;
      }
    }
    return known == 0 ? LEAST : Math.max(LEAST, above / known);
  }

  private static RealMatrix square(double[] flat) {
    int size = (int) Math.sqrt(flat.length);
    RealMatrix square = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < flat.length; i++) {
      square.setEntry(i / size, i % size, flat[i]);
    }
    return square;
  }

  /** To the bit symmetric. */
  private static double[] flat(RealMatrix square) {
    int size = square.getRowDimension();
    double[] flat = new double[size * size];
    for (int i = 0; i < flat.length; i++) {
      int row = Math.min(i / size, i % size);
      int column = Math.max(i / size, i % size);
      flat[i] = square.getEntry(row, column);
    }
    return flat;
  }
}

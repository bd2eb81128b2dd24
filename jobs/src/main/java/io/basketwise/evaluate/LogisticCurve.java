package io.basketwise.evaluate;

import java.util.List;

/** Weighted logistic regression on one number, by Newton's method. */
final class LogisticCurve {
  private static final int STEPS = 60;
  private static final double RIDGE = 1e-6;
  private static final double SMALLEST_SLOPE = 1e-6;

  /** A step of this length changes no probability that anybody could tell. */
  private static final double CONVERGED = 1e-12;

  private LogisticCurve() {}

  /**
   * Slope and intercept; the slope is kept above 0, so that the curve keeps the order.
   *
   * @param rows each of: the number, 1 for a hit or 0, the row's weight
   */
  static double[] fit(List<double[]> rows) {
    double hits = 1;
    double misses = 1;
    for (double[] row : rows) {
      hits += row[2] * row[1];
      misses += row[2] * (1 - row[1]);
    }
    double slope = 0;
    double intercept = Math.log(hits / misses);
    for (int step = 0; step < STEPS; step++) {
      double gs = -RIDGE * slope;
      double gi = -RIDGE * intercept;
      double hss = RIDGE;
      double hsi = 0;
      double hii = RIDGE;
      for (double[] row : rows) {
        double p = 1 / (1 + Math.exp(-(slope * row[0] + intercept)));
        double residual = row[2] * (row[1] - p);
        double spread = row[2] * p * (1 - p);
        gs += residual * row[0];
        gi += residual;
        hss += spread * row[0] * row[0];
        hsi += spread * row[0];
        hii += spread;
      }
      double determinant = hss * hii - hsi * hsi;
      double moveSlope = (hii * gs - hsi * gi) / determinant;
      double moveIntercept = (hss * gi - hsi * gs) / determinant;
      double length = Math.min(1, 2 / (Math.abs(moveSlope) + Math.abs(moveIntercept) + 1e-12));
      slope += length * moveSlope;
      intercept += length * moveIntercept;
      if (Math.abs(moveSlope) + Math.abs(moveIntercept) < CONVERGED) {
        break;
      }
    }
    return new double[] {Math.max(slope, SMALLEST_SLOPE), intercept};
  }
}

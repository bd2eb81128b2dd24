package io.basketwise.models.score;

import io.basketwise.models.artifact.Blend;

/** From a blend to a score: a logistic curve. */
final class Calibration {
  private static final double LEAST_SCORE = 1e-12;

  /** Half the span of the table of bounds, and its cells a unit. */
  private static final int SPAN = 32;

  private static final int CELLS_PER_UNIT = 16;

  private final double slope;
  private final double intercept;
  private final double[] cellEnds = new double[2 * SPAN * CELLS_PER_UNIT + 1];

  Calibration(Blend blend) {
    slope = blend.calibrationSlope();
    intercept = blend.calibrationIntercept();
    for (int cell = 0; cell < cellEnds.length; cell++) {
      // A little beyond the end, for what rounding does to values next to it.
      cellEnds[cell] = logistic((cell + 1.001) / CELLS_PER_UNIT - SPAN);
    }
  }

  /** Within (0, 1) even where a double would round to its ends. */
  double score(double blend) {
    return logistic(slope * blend + intercept);
  }

  private static double logistic(double z) {
    double p = 1 / (1 + StrictMath.exp(-z));
    return Math.max(LEAST_SCORE, Math.min(1 - LEAST_SCORE, p));
  }

  /** No less than the score of any blend up to this: the curve's value at the end of its cell. */
  double scoreAtMost(double blend) {
    int cell = (int) ((slope * blend + intercept + SPAN) * CELLS_PER_UNIT);
    return cellEnds[Math.max(0, Math.min(cellEnds.length - 1, cell))];
  }
}

package io.basketwise.models.artifact;

/**
 * The learned ranking: one weight a feature of the scorer, on the feature's own scale, and the
 * calibration {@code sigmoid(slope * blend + intercept)}.
 */
public record Blend(double[] weights, double calibrationSlope, double calibrationIntercept) {
  /** Copies and checks the numbers; the slope keeps the order. */
  public Blend {
    weights = weights.clone();
    Checks.finite("blend weights", weights);
    Checks.require(
        calibrationSlope > 0
            && Double.isFinite(calibrationSlope)
            && Double.isFinite(calibrationIntercept),
        "calibration slope "
            + calibrationSlope
            + ", intercept "
            + calibrationIntercept
            + ", expected a slope above 0");
  }
}

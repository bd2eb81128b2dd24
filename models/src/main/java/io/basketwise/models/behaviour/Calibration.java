package io.basketwise.models.behaviour;

/**
 * From logits to probabilities that keep what they promise. Of one class: a logistic curve (Platt
 * 1999). Of several: softmax at a temperature, which is 1 / slope, with an intercept a class (Guo
 * et al. 2017).
 *
 * @param slope of the logits, above 0
 * @param intercepts one a class
 */
public record Calibration(double slope, double[] intercepts) {
  /** Checks the ranges. */
  public Calibration {
    if (!(slope > 0 && slope < Double.POSITIVE_INFINITY) || intercepts.length == 0) {
      throw new IllegalArgumentException(
          "slope "
              + slope
              + " of "
              + intercepts.length
              + " classes, expected above 0 of 1 or more");
    }
    Finite.require("intercepts", intercepts);
  }

  /** The one that leaves probabilities as they are. */
  public static Calibration none(int classes) {
    return new Calibration(1, new double[classes]);
  }

  /** Turns logits into probabilities, in place; those of several classes sum to 1. */
  public void probabilities(double[] logits) {
    if (logits.length != intercepts.length) {
      throw new IllegalArgumentException(logits.length + " logits, expected " + intercepts.length);
    }
    double max = logits.length == 1 ? 0 : Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = slope * logits[k] + intercepts[k];
      max = Math.max(max, logits[k]);
    }
    // The complement of a single class has the logit 0.
    double sum = logits.length == 1 ? StrictMath.exp(-max) : 0;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = StrictMath.exp(logits[k] - max);
      sum += logits[k];
    }
    for (int k = 0; k < logits.length; k++) {
      logits[k] /= sum;
    }
  }
}

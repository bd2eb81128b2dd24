package io.basketwise.models.behaviour;

/** A predictor of classes with what makes its outputs probabilities. */
public record Classifier(Predictor predictor, Link link, Calibration calibration) {
  /** Checks that the parts fit. */
  public Classifier {
    if (calibration.intercepts().length != predictor.outputs()) {
      throw new IllegalArgumentException(
          "a calibration of "
              + calibration.intercepts().length
              + " classes for "
              + predictor.outputs()
              + " outputs");
    }
  }

  /** The probability of each class, or of the only one. */
  public double[] probabilities(double[] row) {
    double[] values = new double[predictor.outputs()];
    predictor.predict(row, values);
    link.logits(values);
    calibration.probabilities(values);
    return values;
  }

  /** The same with a quick predictor. */
  public Classifier quick() {
    return new Classifier(predictor.quick(), link, calibration);
  }

  /** The likeliest class, the first of equal ones. */
  public static int likeliest(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }
}

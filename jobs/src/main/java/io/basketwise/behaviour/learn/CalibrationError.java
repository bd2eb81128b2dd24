package io.basketwise.behaviour.learn;

/**
 * Expected calibration error (Naeini et al. 2015): how far stated probabilities lie from what
 * happened, on average over 15 bins of equal width. Of several classes the likeliest one is judged
 * (Guo et al. 2017).
 */
public final class CalibrationError {
  private static final int BINS = 15;

  private CalibrationError() {}

  /**
   * From 0 to 1.
   *
   * @param probabilities of the classes, a row's after another's
   */
  public static double of(double[] probabilities, TrainingSet truth) {
    double[] excess = new double[BINS];
    double weights = 0;
    for (int row = 0; row < truth.rows(); row++) {
      int judged = truth.outputs() == 1 ? 0 : Labels.of(probabilities, row, truth.outputs());
      int at = row * truth.outputs() + judged;
      int bin = Math.min(BINS - 1, (int) (probabilities[at] * BINS));
      excess[bin] += truth.weights()[row] * (probabilities[at] - truth.targets()[at]);
      weights += truth.weights()[row];
    }
    double error = 0;
    for (double each : excess) {
      error += Math.abs(each);
    }
    return error / weights;
  }
}

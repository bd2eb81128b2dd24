package io.basketwise.behaviour.learn;

import io.basketwise.behaviour.learn.Reliability.Bin;
import java.util.List;

/**
 * Expected calibration error (Naeini et al. 2015): how far stated probabilities lie from what
 * happened, on average over the bins of {@link Reliability}.
 */
public final class CalibrationError {
  private CalibrationError() {}

  /**
   * From 0 to 1; NaN without rows.
   *
   * @param probabilities of the classes, a row's after another's
   */
  public static double of(double[] probabilities, TrainingSet truth) {
    return of(Reliability.of(probabilities, truth));
  }

  /** Of bins that are known already. */
  public static double of(List<Bin> bins) {
    double error = 0;
    double rows = 0;
    for (Bin bin : bins) {
      error += bin.rows() * Math.abs(bin.predicted() - bin.observed());
      rows += bin.rows();
    }
    return error / rows;
  }
}

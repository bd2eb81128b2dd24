package io.basketwise.behaviour.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * How often happened what was foretold, over 15 bins of equal width. Of several classes the
 * likeliest one is judged (Guo et al. 2017).
 */
public final class Reliability {
  private static final int BINS = 15;

  /**
   * Rows of like probabilities.
   *
   * @param predicted mean probability
   * @param observed share in which it came to pass
   * @param rows sum of their weights, above 0
   */
  public record Bin(double predicted, double observed, double rows) {}

  private Reliability() {}

  /**
   * The bins that have rows, by probability.
   *
   * @param probabilities of the classes, a row's after another's
   */
  public static List<Bin> of(double[] probabilities, TrainingSet truth) {
    double[] predicted = new double[BINS];
    double[] observed = new double[BINS];
    double[] weights = new double[BINS];
    for (int row = 0; row < truth.rows(); row++) {
      int judged = truth.outputs() == 1 ? 0 : Labels.of(probabilities, row, truth.outputs());
      int at = row * truth.outputs() + judged;
      int bin = Math.min(BINS - 1, (int) (probabilities[at] * BINS));
      predicted[bin] += truth.weights()[row] * probabilities[at];
      observed[bin] += truth.weights()[row] * truth.targets()[at];
      weights[bin] += truth.weights()[row];
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (weights[bin] > 0) {
        bins.add(
            new Bin(predicted[bin] / weights[bin], observed[bin] / weights[bin], weights[bin]));
      }
    }
    return List.copyOf(bins);
  }
}

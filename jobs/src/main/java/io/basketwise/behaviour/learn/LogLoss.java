package io.basketwise.behaviour.learn;

/** Mean of the negative logarithm of the probability that was given to what happened. */
public final class LogLoss {
  /** What a probability of 0 counts as, so that one mistake is not infinitely bad. */
  private static final double LEAST_PROBABILITY = 1e-15;

  private LogLoss() {}

  /**
   * In nats, 0 or more, by weight.
   *
   * @param probabilities of the classes, a row's after another's
   * @param truth targets, which may be shared by classes, and weights; its features do not matter
   */
  public static double of(double[] probabilities, TrainingSet truth) {
    double loss = 0;
    double weights = 0;
    for (int row = 0; row < truth.rows(); row++) {
      double of = 0;
      for (int at = row * truth.outputs(); at < (row + 1) * truth.outputs(); at++) {
        double target = truth.targets()[at];
        of -= target * log(probabilities[at]);
        if (truth.outputs() == 1) {
          of -= (1 - target) * log(1 - probabilities[at]);
        }
      }
      loss += truth.weights()[row] * of;
      weights += truth.weights()[row];
    }
    return loss / weights;
  }

  private static double log(double probability) {
    return StrictMath.log(Math.max(LEAST_PROBABILITY, probability));
  }
}

package io.basketwise.behaviour.learn;

/** From probabilities to a class. */
final class Labels {
  private Labels() {}

  /** The likeliest, the first of equal ones; of a single probability 1 from 0.5 on, else 0. */
  static int of(double[] probabilities, int row, int outputs) {
    if (outputs == 1) {
      return probabilities[row] >= 0.5 ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < outputs; k++) {
      if (probabilities[row * outputs + k] > probabilities[row * outputs + best]) {
        best = k;
      }
    }
    return best;
  }
}

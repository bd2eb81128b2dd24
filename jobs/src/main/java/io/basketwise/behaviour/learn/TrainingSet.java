package io.basketwise.behaviour.learn;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * Rows to learn from.
 *
 * @param features width of a row
 * @param outputs numbers that a row's target has
 * @param values a row's features after another's, NaN where missing
 * @param targets a row's target after another's: shares of classes that sum to 1, the probability
 *     of a single class, or an amount
 * @param weights how much each row counts, above 0
 */
public record TrainingSet(
    int features, int outputs, double[] values, double[] targets, double[] weights) {
  /** Checks the lengths and that features are not infinite, targets finite, weights above 0. */
  public TrainingSet {
    int rows = weights.length;
    if (values.length != (long) rows * features || targets.length != (long) rows * outputs) {
      throw new IllegalArgumentException(
          values.length + " values and " + targets.length + " targets of " + rows + " rows");
    }
    check("feature", values, value -> !Double.isInfinite(value));
    check("target", targets, Double::isFinite);
    check("weight", weights, weight -> weight > 0 && Double.isFinite(weight));
  }

  private static void check(String name, double[] numbers, DoublePredicate holds) {
    for (int at = 0; at < numbers.length; at++) {
      if (!holds.test(numbers[at])) {
        throw new IllegalArgumentException(name + " number " + at + " is " + numbers[at]);
      }
    }
  }

  /**
   * Refuses a set without rows.
   *
   * @throws IllegalArgumentException when there are none
   */
  void requireRows() {
    if (rows() == 0) {
      throw new IllegalArgumentException("No rows to learn from");
    }
  }

  /** The likeliest class of a row, the first of equal ones; of a single class 1 from 0.5 on. */
  int label(int row) {
    return Labels.of(targets, row, outputs);
  }

  /** Number of classes that the targets tell apart: two where a target is one's probability. */
  int classes() {
    return Math.max(2, outputs);
  }

  /** A class's share of a row's target. */
  double share(int row, int label) {
    if (outputs == 1) {
      return label == 1 ? targets[row] : 1 - targets[row];
    }
    return targets[row * outputs + label];
  }

  /** The rows of some numbers, in their order. */
  public TrainingSet select(int[] rows) {
    double[] some = new double[rows.length * features];
    double[] their = new double[rows.length * outputs];
    double[] counting = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * features, some, i * features, features);
      System.arraycopy(targets, rows[i] * outputs, their, i * outputs, outputs);
      counting[i] = weights[rows[i]];
    }
    return new TrainingSet(features, outputs, some, their, counting);
  }

  /** Number of rows. */
  public int rows() {
    return weights.length;
  }

  /** The features of a row. */
  public double[] row(int row) {
    return Arrays.copyOfRange(values, row * features, (row + 1) * features);
  }
}

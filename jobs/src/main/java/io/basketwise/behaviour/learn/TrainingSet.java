package io.basketwise.behaviour.learn;

import java.util.Arrays;

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
  /** Checks the lengths. */
  public TrainingSet {
    int rows = weights.length;
    if (values.length != (long) rows * features || targets.length != (long) rows * outputs) {
      throw new IllegalArgumentException(
          values.length + " values and " + targets.length + " targets of " + rows + " rows");
    }
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

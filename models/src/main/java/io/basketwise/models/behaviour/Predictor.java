package io.basketwise.models.behaviour;

/** A trained function of a row of features; a missing feature is NaN. */
public sealed interface Predictor permits TreeEnsemble, QuickTrees, LinearModel {
  /** Width of a row. */
  int features();

  /** Numbers that a prediction has. */
  int outputs();

  /** Writes the outputs of a row. */
  void predict(double[] row, double[] outputs);

  /** The output of a row, of a predictor that has but one. */
  default double value(double[] row) {
    double[] output = new double[1];
    predict(row, output);
    return output[0];
  }

  /**
   * Adds to each feature's place what it did to one output of a row; together with the output of an
   * average row that is the output.
   */
  void contribute(double[] row, int output, double[] contributions);

  /** The same function, laid out for many predictions; it gives the same bits. */
  default Predictor quick() {
    return this;
  }
}

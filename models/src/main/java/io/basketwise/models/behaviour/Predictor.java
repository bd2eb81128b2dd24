package io.basketwise.models.behaviour;

/** A trained function of a row of features; a missing feature is NaN. */
public sealed interface Predictor permits TreeEnsemble, LinearModel {
  /** Width of a row. */
  int features();

  /** Numbers that a prediction has. */
  int outputs();

  /** Writes the outputs of a row. */
  void predict(double[] row, double[] outputs);

  /**
   * Adds to each feature's place what it did to one output of a row; together with the output of an
   * average row that is the output.
   */
  void contribute(double[] row, int output, double[] contributions);
}

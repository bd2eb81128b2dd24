package io.basketwise.models.behaviour;

/**
 * One weighted sum of the features an output.
 *
 * @param centre mean of each feature, which also stands for a missing one
 * @param weights an output's weights after another's
 * @param intercepts one an output
 */
public record LinearModel(double[] centre, double[] weights, double[] intercepts)
    implements Predictor {
  /** Checks the lengths and that every number is finite. */
  public LinearModel {
    int expected = centre.length * intercepts.length;
    if (intercepts.length == 0 || weights.length != expected) {
      throw new IllegalArgumentException(weights.length + " weights, expected " + expected);
    }
    Finite.require("centre", centre);
    Finite.require("weights", weights);
    Finite.require("intercepts", intercepts);
  }

  @Override
  public int features() {
    return centre.length;
  }

  @Override
  public int outputs() {
    return intercepts.length;
  }

  @Override
  public void predict(double[] row, double[] outputs) {
    for (int output = 0; output < intercepts.length; output++) {
      double sum = intercepts[output];
      int first = output * centre.length;
      for (int feature = 0; feature < centre.length; feature++) {
        sum += weights[first + feature] * value(row, feature);
      }
      outputs[output] = sum;
    }
  }

  @Override
  public void contribute(double[] row, int output, double[] contributions) {
    int first = output * centre.length;
    for (int feature = 0; feature < centre.length; feature++) {
      contributions[feature] += weights[first + feature] * (value(row, feature) - centre[feature]);
    }
  }

  private double value(double[] row, int feature) {
    return Double.isNaN(row[feature]) ? centre[feature] : row[feature];
  }
}

package io.basketwise.behaviour.learn;

/**
 * Rows whose features have mean 0 and variance 1, by weight; a missing feature has its mean.
 *
 * @param means of the features before
 * @param deviations standard deviations before; 1 where a feature is constant
 * @param values a row's features after another's
 */
record StandardisedRows(double[] means, double[] deviations, double[] values) {
  static StandardisedRows of(TrainingSet set) {
    int features = set.features();
    double[] means = means(set);
    double[] values = set.values().clone();
    double[] squares = new double[features];
    double total = 0;
    for (int row = 0; row < set.rows(); row++) {
      total += set.weights()[row];
      for (int feature = 0; feature < features; feature++) {
        int at = row * features + feature;
        values[at] = Double.isNaN(values[at]) ? 0 : values[at] - means[feature];
        squares[feature] += set.weights()[row] * values[at] * values[at];
      }
    }
    double[] deviations = new double[features];
    for (int feature = 0; feature < features; feature++) {
      double deviation = Math.sqrt(squares[feature] / total);
      deviations[feature] = deviation > 0 ? deviation : 1;
    }
    for (int at = 0; at < values.length; at++) {
      values[at] /= deviations[at % features];
    }
    return new StandardisedRows(means, deviations, values);
  }

  /** Mean of each feature over the rows that have it, by weight; 0 where none has. */
  private static double[] means(TrainingSet set) {
    double[] sums = new double[set.features()];
    double[] weights = new double[set.features()];
    for (int row = 0; row < set.rows(); row++) {
      for (int feature = 0; feature < sums.length; feature++) {
        double value = set.values()[row * sums.length + feature];
        if (!Double.isNaN(value)) {
          sums[feature] += set.weights()[row] * value;
          weights[feature] += set.weights()[row];
        }
      }
    }
    for (int feature = 0; feature < sums.length; feature++) {
      sums[feature] /= weights[feature] == 0 ? 1 : weights[feature];
    }
    return sums;
  }
}

package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;

/** A running mean and deviation. */
final class Mean {
  private int count;
  private double sum;
  private double squares;

  /** Adds a value; a missing one is passed over. */
  void add(double value) {
    if (!Double.isNaN(value)) {
      count++;
      sum += value;
      squares += value * value;
    }
  }

  void write(SessionFeature feature, FeatureRow row) {
    row.share(feature, sum, count);
  }

  /** ln(1 + mean). */
  void writeLogarithm(SessionFeature feature, FeatureRow row) {
    if (count > 0) {
      row.logarithm(feature, sum / count);
    }
  }

  /** The deviation of two values or more. */
  void writeDeviation(SessionFeature feature, FeatureRow row) {
    if (count > 1) {
      double mean = sum / count;
      row.set(feature, Math.sqrt(Math.max(0, squares / count - mean * mean)));
    }
  }
}

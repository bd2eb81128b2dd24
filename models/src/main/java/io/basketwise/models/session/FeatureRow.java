package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import java.util.Arrays;

/**
 * A row in which every feature is missing until it is set. Nothing in it is infinite, nor so large
 * that a model could not compute with it.
 */
final class FeatureRow {
  /** A count or an amount above this counts as this. */
  static final double MOST = 1e12;

  private final double[] values = new double[SessionFeature.count()];

  FeatureRow() {
    Arrays.fill(values, Double.NaN);
  }

  void set(SessionFeature feature, double value) {
    values[feature.column()] = Math.min(value, MOST);
  }

  void set(SessionFeature feature, boolean value) {
    values[feature.column()] = value ? 1 : 0;
  }

  /** A part of a whole; missing when there is no whole. */
  void share(SessionFeature feature, double part, double whole) {
    if (whole > 0) {
      set(feature, part / whole);
    }
  }

  /** ln(1 + x) of an amount; missing when there is none. */
  void logarithm(SessionFeature feature, double amount) {
    if (amount >= 0) {
      set(feature, StrictMath.log1p(Math.min(amount, MOST)));
    }
  }

  double[] values() {
    return values;
  }
}

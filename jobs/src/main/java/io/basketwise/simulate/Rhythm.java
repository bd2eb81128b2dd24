package io.basketwise.simulate;

import java.time.LocalDate;
import java.util.Arrays;

/** How visits swing over the week and the year; precomputed for every simulated day. */
final class Rhythm {
  private static final double DAYS_A_YEAR = 365.25;

  private final double[] factors;

  Rhythm(ShopSpec spec) {
    factors = new double[spec.days()];
    for (int day = 0; day < factors.length; day++) {
      factors[day] = factor(spec.from().plusDays(day));
    }
  }

  /** Visits of a day against an average one. */
  double factor(int day) {
    return factors[day];
  }

  /** The factor of the busiest day. */
  double peak() {
    return Arrays.stream(factors).max().orElseThrow();
  }

  /** The mean factor: a window that is no whole year lies above or below an average day. */
  double mean() {
    return Arrays.stream(factors).average().orElseThrow();
  }

  private static double factor(LocalDate date) {
    double angle = 2 * Math.PI * (date.getDayOfYear() - Model.PEAK_DAY) / DAYS_A_YEAR;
    double week = Model.WEEK[date.getDayOfWeek().getValue() - 1];
    return week * (1 + Model.SEASON_SWING * StrictMath.cos(angle));
  }
}

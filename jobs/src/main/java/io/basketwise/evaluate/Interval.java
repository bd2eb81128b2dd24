package io.basketwise.evaluate;

import java.util.Map;
import java.util.TreeMap;

/**
 * A figure with its 95 % interval.
 *
 * @param value the figure
 * @param low 2.5th percentile of its resamples
 * @param high 97.5th percentile of its resamples
 */
public record Interval(double value, double low, double high) {
  /** As it stands in a manifest. */
  public Map<String, Object> json() {
    return new TreeMap<>(Map.of("value", value, "low", low, "high", high));
  }
}

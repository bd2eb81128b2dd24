package io.basketwise.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * One gate's verdict.
 *
 * @param gate its configuration key
 * @param requirement what it asks for
 * @param value what was measured
 * @param passed the verdict
 */
public record Verdict(String gate, String requirement, double value, boolean passed) {
  /** As it stands in a manifest. */
  public Map<String, Object> json() {
    return new TreeMap<>(
        Map.of("gate", gate, "requirement", requirement, "value", value, "passed", passed));
  }
}

package io.basketwise.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One gate's verdict.
 *
 * @param gate its configuration key, or its name where it has none
 * @param requirement what it asks for, in words
 * @param threshold the number that was compared with; empty where it is no number
 * @param value what was measured; empty where there was nothing to measure
 * @param ruling the verdict
 */
public record Verdict(
    String gate,
    String requirement,
    OptionalDouble threshold,
    OptionalDouble value,
    Ruling ruling) {
  /** The name of the gate that a version fails which somebody took back. */
  public static final String ROLLED_BACK = "not rolled back";

  /** What a gate says. */
  public enum Ruling {
    /** The version may pass. */
    PASSED,
    /** The version is refused. */
    FAILED,
    /**
     * There was nothing to judge, for a reason that the requirement tells; the version may pass.
     */
    NOT_JUDGED,
    /** The live version's part stays in the new version, which may pass. */
    LIVE_STAYS;

    /** The word in tables and in manifests. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A number that must not be below a threshold. */
  public static Verdict atLeast(String gate, String requirement, double threshold, double value) {
    return of(gate, requirement, threshold, value, value >= threshold);
  }

  /** A number that must be above another. */
  public static Verdict above(String gate, String requirement, double threshold, double value) {
    return of(gate, requirement, threshold, value, value > threshold);
  }

  /** A number that must not be above a threshold. */
  public static Verdict atMost(String gate, String requirement, double threshold, double value) {
    return of(gate, requirement, threshold, value, value <= threshold);
  }

  private static Verdict of(
      String gate, String requirement, double threshold, double value, boolean passed) {
    return new Verdict(
        gate,
        requirement,
        OptionalDouble.of(threshold),
        OptionalDouble.of(value),
        passed ? Ruling.PASSED : Ruling.FAILED);
  }

  /** A verdict on something that is no number. */
  public static Verdict plain(String gate, String requirement, Ruling ruling) {
    return new Verdict(gate, requirement, OptionalDouble.empty(), OptionalDouble.empty(), ruling);
  }

  /** The gate with what it asks and, where that is a number, what was measured. */
  public String told() {
    String asked = threshold.isPresent() ? " " + decimals(threshold) : "";
    return gate
        + ": "
        + requirement
        + asked
        + (value.isPresent() ? ", it is " + decimals(value) : "");
  }

  private static String decimals(OptionalDouble number) {
    return String.format(Locale.ROOT, "%.4f", number.getAsDouble());
  }

  /** Whether the gate lets the version pass. */
  public boolean passed() {
    return ruling != Ruling.FAILED;
  }

  /** As it stands in a manifest. */
  public Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    json.put("gate", gate);
    json.put("requirement", requirement);
    json.put("verdict", ruling.word());
    threshold.ifPresent(number -> json.put("threshold", number));
    value.ifPresent(number -> json.put("value", number));
    return json;
  }

  /** Reads what stands in a manifest; empty for what no run of this build wrote. */
  public static Optional<Verdict> of(@Nullable Object json) {
    if (json instanceof Map<?, ?> gate
        && gate.get("gate") instanceof String name
        && gate.get("requirement") instanceof String requirement) {
      for (Ruling ruling : Ruling.values()) {
        if (ruling.word().equals(gate.get("verdict"))) {
          return Optional.of(
              new Verdict(
                  name,
                  requirement,
                  number(gate.get("threshold")),
                  number(gate.get("value")),
                  ruling));
        }
      }
    }
    return Optional.empty();
  }

  private static OptionalDouble number(@Nullable Object json) {
    return json instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}

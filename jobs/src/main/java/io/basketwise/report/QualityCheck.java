package io.basketwise.report;

/**
 * One check of the inputs, with its thresholds beside what was measured.
 *
 * @param check its name
 * @param table what it looked at
 * @param measured the value; NaN where there was nothing to measure
 * @param warn threshold of a warning, in words, such as "below 0.5"
 * @param fail threshold of a failure, in words
 */
public record QualityCheck(
    String check, String table, double measured, String warn, String fail, Level verdict) {
  /** What came of a check. */
  public enum Level {
    /** As usual. */
    PASS,
    /** Worth a look; the run goes on. */
    WARN,
    /** The run stops. */
    FAIL
  }
}

package io.basketwise.quality;

import io.basketwise.config.QualityRule;
import io.basketwise.config.ShopConfig.Quality;
import io.basketwise.config.ShopConfig.Thresholds;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.QualityCheck.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the checks of one table's new rows have found. */
public final class Findings {
  private final Table table;
  private final Quality quality;
  private final boolean warnOnly;
  private final String part;
  private final boolean passesToo;
  private final List<QualityCheck> checks;

  /**
   * No findings yet.
   *
   * @param warnOnly a history that is read for the first time is taken as it is
   */
  Findings(Table table, Quality quality, boolean warnOnly) {
    this(table, quality, warnOnly, "", true, new ArrayList<>());
  }

  private Findings(
      Table table,
      Quality quality,
      boolean warnOnly,
      String part,
      boolean passesToo,
      List<QualityCheck> checks) {
    this.table = table;
    this.quality = quality;
    this.warnOnly = warnOnly;
    this.part = part;
    this.passesToo = passesToo;
    this.checks = checks;
  }

  /** The same findings, for what is found of a part of the rows. */
  Findings of(String rows) {
    return new Findings(table, quality, warnOnly, rows, passesToo, checks);
  }

  /** The same findings, for values that are told of only where they do not pass. */
  Findings withoutPasses() {
    return new Findings(table, quality, warnOnly, part, false, checks);
  }

  /** Judges a value; NaN, for want of history, passes. */
  void judge(QualityRule rule, double measured) {
    judge(rule, "", measured);
  }

  /** Judges a value of something, such as a column or a day. */
  void judge(QualityRule rule, String of, double measured) {
    double fail = thresholds(rule).fail();
    Level worst = beyond(rule, measured, fail) && !warnOnly ? Level.FAIL : Level.WARN;
    add(rule, of, measured, worst, words(rule, fail));
  }

  /** Judges a value of something that may be as it should be: it never stops the run. */
  void suspect(QualityRule rule, String of, double measured) {
    add(rule, of, measured, Level.WARN, "never");
  }

  private void add(QualityRule rule, String of, double measured, Level worst, String fail) {
    double warn = thresholds(rule).warn();
    boolean bad = worst == Level.FAIL || beyond(rule, measured, warn);
    if (!bad && !passesToo) {
      return;
    }
    checks.add(
        new QualityCheck(
            Stream.of(of, part)
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ", " + other)
                .map(text -> rule.key() + " (" + text + ")")
                .orElse(rule.key()),
            table.key(),
            measured,
            words(rule, warn),
            fail,
            bad ? worst : Level.PASS));
  }

  private Thresholds thresholds(QualityRule rule) {
    return Objects.requireNonNull(quality.thresholds().get(rule));
  }

  private static boolean beyond(QualityRule rule, double measured, double threshold) {
    return rule.ceiling() ? measured > threshold : measured < threshold;
  }

  private static String words(QualityRule rule, double threshold) {
    return String.format(Locale.ROOT, "%s %s", rule.ceiling() ? "above" : "below", threshold);
  }

  /** All checks that were made. */
  public List<QualityCheck> checks() {
    return List.copyOf(checks);
  }

  /** Stops the run where a check has failed. */
  public void refuseFailures() {
    List<QualityCheck> failed =
        checks.stream().filter(check -> check.verdict() == Level.FAIL).toList();
    if (!failed.isEmpty()) {
      throw Refusal.inputs(
          "The new rows of " + table.key() + " are not as usual; none of them was taken in",
          failed.stream()
              .map(
                  check ->
                      String.format(
                          Locale.ROOT,
                          "quality.%s is %.4g, %s stops the run",
                          check.check(),
                          check.measured(),
                          check.fail()))
              .collect(Collectors.joining("; ")),
          "mend the feed, or, if the shop has really changed, say so once with a threshold of your"
              + " own: --set quality."
              + failed.get(0).check().split(" ")[0]
              + ".fail=...");
    }
  }
}

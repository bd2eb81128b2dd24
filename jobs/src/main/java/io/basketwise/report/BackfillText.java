package io.basketwise.report;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import java.time.LocalDate;
import java.util.Locale;

/** How the metrics went from night to night, as a table. */
public final class BackfillText {
  private BackfillText() {}

  /** The heading. */
  public static String heading() {
    return String.format(
        Locale.ROOT,
        "%-10s  %-9s  %-21s  %9s  %7s  %-24s  %10s",
        "as of",
        "outcome",
        "version",
        "baskets",
        "items",
        "HR@6 of the blend",
        "popularity");
  }

  /** A night that has a record. */
  public static String line(LocalDate asOf, RunRecord run) {
    return String.format(
        Locale.ROOT,
        "%-10s  %-9s  %-21s  %,9d  %,7d  %-24s  %10s",
        asOf,
        run.result().outcome().name().toLowerCase(Locale.ROOT),
        run.version().or(() -> run.result().refused()).orElse("-"),
        run.data().baskets(),
        run.data().items(),
        hitRate(run, Evaluate.BLEND, true),
        hitRate(run, Evaluate.POPULARITY, false));
  }

  /** A night whose inputs were refused. */
  public static String line(LocalDate asOf, String problem) {
    return String.format(Locale.ROOT, "%-10s  %-9s  %s", asOf, "failed", problem);
  }

  private static String hitRate(RunRecord run, String method, boolean interval) {
    return run.learned()
        .figures()
        .map(figures -> figures.of(method, Evaluate.HIT_RATE_6))
        .map(value -> text(value, interval))
        .orElse("-");
  }

  private static String text(Interval value, boolean interval) {
    return interval
        ? String.format(
            Locale.ROOT, "%.4f (%.4f to %.4f)", value.value(), value.low(), value.high())
        : String.format(Locale.ROOT, "%.4f", value.value());
  }
}

package io.basketwise.report;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.prepare.RowAccount;
import io.basketwise.publish.Fit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page that a run prints at its end. */
public final class SummaryText {
  private final StringBuilder text = new StringBuilder();

  private SummaryText() {}

  /** Renders a run. */
  public static String of(RunSummary run) {
    SummaryText page = new SummaryText();
    page.line("%s as of %s", run.shop(), run.asOf());
    page.accounts(run.accounts());
    page.fit(run);
    page.figures(run);
    page.gates(run.gates());
    page.steps(run.steps());
    for (String note : run.notes()) {
      page.line("note: %s", note);
    }
    page.verdict(run);
    return page.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void accounts(List<RowAccount> accounts) {
    line("");
    line(
        "%-10s %11s = %11s + %9s + %9s + %9s + %11s",
        "rows", "read", "used", "netted", "duplicate", "filtered", "quarantined");
    for (RowAccount each : accounts) {
      line(
          "%-10s %,11d = %,11d + %,9d + %,9d + %,9d + %,11d",
          each.table().key(),
          each.read(),
          each.used(),
          each.netted(),
          each.duplicate(),
          each.filtered(),
          each.quarantined());
      if (each.outsideWindow() > 0) {
        line("           of the filtered %,d lie outside the window", each.outsideWindow());
      }
      if (each.unmatchedReturns() > 0) {
        line(
            "           of the netted %,d are returns whose purchase is not in the window",
            each.unmatchedReturns());
      }
    }
  }

  private void fit(RunSummary run) {
    line("");
    line("%,d baskets, %,d items", run.baskets(), run.items());
    line(
        "%-10s %-24s %9s %7s %8s %9s %9s %10s",
        "fit", "learned from", "baskets", "capped", "support", "itemsets", "rules", "neighbours");
    fit("measured", run.measured());
    run.published().ifPresent(fit -> fit("published", fit));
    line(
        "blend fitted on %,d hidden items, %,d of them among the candidates",
        run.blend().queries(), run.blend().reached());
  }

  private void fit(String name, Fit fit) {
    line(
        "%-10s %s..%s   %,9d %,7d %,8d %,9d %,9d %,10d",
        name,
        fit.from(),
        fit.to().minusDays(1),
        fit.counts().totalBaskets(),
        fit.cappedBaskets(),
        fit.bundles().minCount(),
        fit.bundles().columns().itemsets(),
        fit.bundles().columns().rules(),
        fit.affinity().pairs());
  }

  private void figures(RunSummary run) {
    Evaluate.Figures figures = run.figures();
    line("");
    line(
        "holdout %s..%s: %,d baskets, %,d hidden items; 95 %% interval of HR@6",
        run.measured().to(), run.asOf().minusDays(1), figures.baskets(), figures.queries());
    List<String> metrics = Evaluate.metricNames();
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-11s", ""));
    metrics.forEach(metric -> head.append(String.format(Locale.ROOT, " %10s", metric)));
    line("%s   %s", head, "HR@6 interval");
    figures.figures().keySet().forEach(method -> figures(method, metrics, figures));
  }

  private void figures(String method, List<String> metrics, Evaluate.Figures figures) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-11s", method));
    for (String metric : metrics) {
      row.append(String.format(Locale.ROOT, " %10.4f", figures.of(method, metric).value()));
    }
    Interval hits = figures.of(method, Evaluate.HIT_RATE_6);
    line("%s   %.4f to %.4f", row, hits.low(), hits.high());
  }

  private void gates(List<Verdict> gates) {
    line("");
    for (Verdict gate : gates) {
      line(
          "gate %-22s %-6s %.4f   %s",
          gate.gate(), gate.passed() ? "passed" : "FAILED", gate.value(), gate.requirement());
    }
  }

  private void steps(List<StepTimes.Step> steps) {
    line("");
    line("%-36s %8s %14s", "step", "seconds", "peak heap MiB");
    Map<String, StepTimes.Step> merged = new LinkedHashMap<>();
    steps.forEach(step -> merged.merge(step.name(), step, SummaryText::plus));
    for (StepTimes.Step step : merged.values()) {
      line("%-36s %8.1f %,14d", step.name(), step.seconds(), step.peakHeapMiB());
    }
    line(
        "%-36s %8.1f %,14d",
        "all steps",
        steps.stream().mapToDouble(StepTimes.Step::seconds).sum(),
        steps.stream().mapToLong(StepTimes.Step::peakHeapMiB).max().orElse(0));
  }

  private static StepTimes.Step plus(StepTimes.Step a, StepTimes.Step b) {
    return new StepTimes.Step(
        a.name(), a.seconds() + b.seconds(), Math.max(a.peakHeapMiB(), b.peakHeapMiB()));
  }

  private void verdict(RunSummary run) {
    line("");
    if (run.version().isPresent()) {
      line("published %s in %s", run.version().get(), run.artifacts());
    } else if (run.passed()) {
      line("not published: --no-publish");
    } else {
      line("NOT published: a gate refused the version, the last one stays live");
    }
  }
}

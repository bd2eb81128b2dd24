package io.basketwise.report;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.prepare.RowAccount;
import io.basketwise.publish.Fit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The page that a run prints at its end. */
public final class SummaryText {
  /** The step that starts Spark. */
  public static final String START = "start Spark";

  private static final List<String> PREPARING =
      List.of("prepare", "quarantine", "build", "item facts", "encode");

  /** Growth beyond a bound that says nothing: young collections leave some garbage behind. */
  private static final long SLACK = 256;

  private final StringBuilder text = new StringBuilder();

  private SummaryText() {}

  /** Renders a run. */
  public static String of(RunSummary run) {
    SummaryText page = new SummaryText();
    page.line("%s as of %s", run.shop(), run.asOf());
    page.accounts(run.accounts());
    page.fit(run);
    page.figures(run);
    run.behaviour().ifPresent(page::behaviour);
    page.gates(run.gates());
    page.steps(run.steps());
    for (String note : run.notes()) {
      page.line("note: %s", note);
    }
    page.verdict(run);
    return page.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(format(format, values)).append('\n');
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

  private void behaviour(BehaviourReport report) {
    line("");
    report.lines().forEach(each -> line("%s", each));
  }

  private void gates(List<Verdict> gates) {
    line("");
    GateTable.lines(gates).forEach(each -> line("%s", each));
  }

  private void steps(List<StepTimes.Step> steps) {
    line("");
    line(
        "%-36s %8s %8s %9s %9s %9s",
        "step", "seconds", "in tasks", "peak MiB", "live MiB", "bound MiB");
    Map<String, StepTimes.Step> merged = new LinkedHashMap<>();
    steps.forEach(step -> merged.merge(step.name(), step, SummaryText::plus));
    for (StepTimes.Step step : merged.values()) {
      step(step, step.boundMiB().isPresent() ? format("%,d", step.boundMiB().getAsLong()) : "");
    }
    steps.stream().reduce(SummaryText::plus).ifPresent(all -> step(all.named("all steps"), ""));
    line(
        "peak counts garbage, live what a collection left; bound is what a step says that it adds");
    line(
        "Spark's fixed share: %.1f s to start it, %.1f s of preparing in which none of its tasks ran",
        seconds(steps, step -> step.name().equals(START) ? step.seconds() : 0),
        seconds(steps, step -> preparing(step) ? step.seconds() - step.taskSeconds() : 0));
    for (StepTimes.Step step : merged.values()) {
      if (step.boundMiB().isPresent() && step.grownMiB() > step.boundMiB().getAsLong() + SLACK) {
        line(
            "note: %s: the heap grew by %,d MiB, more than the stated bound of %,d MiB",
            step.name(), step.grownMiB(), step.boundMiB().getAsLong());
      }
    }
  }

  private void step(StepTimes.Step step, String bound) {
    line(
        "%-36s %8.1f %8.1f %,9d %,9d %9s",
        step.name(),
        step.seconds(),
        step.taskSeconds(),
        step.peakHeapMiB(),
        step.liveHeapMiB(),
        bound);
  }

  /** Everything before the fits reads, plans and commits; the fits' own code runs outside tasks. */
  private static boolean preparing(StepTimes.Step step) {
    return !step.name().equals(START) && PREPARING.stream().anyMatch(step.name()::startsWith);
  }

  private static double seconds(
      List<StepTimes.Step> steps, ToDoubleFunction<StepTimes.Step> seconds) {
    return steps.stream().mapToDouble(seconds).sum();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static StepTimes.Step plus(StepTimes.Step a, StepTimes.Step b) {
    return new StepTimes.Step(
        a.name(),
        a.seconds() + b.seconds(),
        a.taskSeconds() + b.taskSeconds(),
        Math.max(a.peakHeapMiB(), b.peakHeapMiB()),
        Math.max(a.liveHeapMiB(), b.liveHeapMiB()),
        Math.max(a.grownMiB(), b.grownMiB()),
        a.boundMiB().isPresent() ? a.boundMiB() : b.boundMiB());
  }

  private void verdict(RunSummary run) {
    line("");
    if (run.version().isPresent()) {
      line("published %s in %s", run.version().get(), run.artifacts());
    } else if (run.passed()) {
      line("not published: --no-publish");
    } else {
      line("NOT published: a gate refused the version, the last one stays live");
      run.refused()
          .ifPresent(
              version ->
                  line(
                      "kept aside: versions publish %s --force --reason TEXT publishes it all the same",
                      version));
    }
  }
}

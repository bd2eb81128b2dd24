package io.basketwise.report;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.Quantity;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.RowAccount;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The page that a run prints at its end. */
public final class SummaryText {
  /** The step that starts Spark. */
  public static final String START = "start Spark";

  private static final List<String> PREPARING =
      List.of("prepare", "account", "item facts", "encode", "count");

  /** Growth beyond a bound that says nothing: young collections leave some garbage behind. */
  private static final long SLACK = 256;

  /** Share of all time below which a step is not worth a line; the record has every one. */
  private static final double SHORT = 0.01;

  private final StringBuilder text = new StringBuilder();

  private SummaryText() {}

  /** Renders a run. */
  public static String of(RunRecord record) {
    SummaryText page = new SummaryText();
    page.verdict(record);
    page.accounts(record.data());
    page.quality(record.quality());
    page.fits(record);
    record.learned().figures().ifPresent(figures -> page.figures(record, figures));
    record
        .learned()
        .behaviour()
        .ifPresent(report -> page.behaviour(report, record.run().currency()));
    page.gates(record.gates());
    page.notes(record);
    page.steps(record);
    return page.text.toString();
  }

  /** The first lines are all that a tired person has to read. */
  private void verdict(RunRecord record) {
    RunRecord.Result result = record.result();
    line(
        "%s: %s%s, %s",
        result.outcome(),
        record.run().shop(),
        record.run().asOf().map(day -> " as of " + day).orElse(""),
        inWords(record));
    result
        .failure()
        .ifPresent(
            failure -> {
              line("  why:   %s", failure.cause());
              line("  to do: %s", failure.remedy());
              line("  live:  %s", live(result.previous()));
            });
    List<String> warnings =
        record.quality().stream()
            .filter(check -> check.verdict() == QualityCheck.Level.WARN)
            .map(check -> check.check() + " of " + check.table())
            .toList();
    if (!warnings.isEmpty()) {
      line("  look:  %s", String.join(", ", warnings));
    }
  }

  private static String inWords(RunRecord record) {
    RunRecord.Result result = record.result();
    return switch (result.outcome()) {
      case PUBLISHED -> "version " + result.version().orElseThrow() + " is live";
      case ADDED ->
          "version "
              + result.version().orElseThrow()
              + " lies beside the live one, whose date is later; "
              + live(result.previous());
      case MEASURED ->
          "measured only, as was asked; "
              + result.failure().map(failure -> failure.problem() + "; ").orElse("")
              + live(result.previous());
      case UNCHANGED ->
          "nothing has changed since this was last done, nothing is done; "
              + live(result.previous());
      case REFUSED, FAILED -> result.failure().map(Failure::problem).orElse("why is not known");
    };
  }

  private static String live(Optional<String> version) {
    return version
        .map(id -> "version " + id + " stays live")
        .orElse("no version is known to be live");
  }

  private void line(String format, Object... values) {
    text.append(format(format, values)).append('\n');
  }

  private void accounts(RunRecord.Data data) {
    List<RowAccount> accounts = data.rows();
    if (accounts.isEmpty()) {
      return;
    }
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
        line(
            "           of the filtered %s outside the window",
            Quantity.of(each.outsideWindow(), "lies", "lie"));
      }
      if (each.unmatchedReturns() > 0) {
        line(
            "           of the netted %s whose purchase is not in the window",
            Quantity.of(each.unmatchedReturns(), "is a return", "are returns"));
      }
      List<BrokenRule> broken = data.broken(each.table());
      if (!broken.isEmpty()) {
        line("           of the quarantined: %s", BrokenRule.words(broken));
      }
    }
  }

  private void quality(List<QualityCheck> checks) {
    if (checks.isEmpty()) {
      return;
    }
    line("");
    line(
        "%-24s %-10s %14s %-20s %-20s %s",
        "quality", "table", "measured", "warn", "fail", "verdict");
    for (QualityCheck each : checks) {
      line(
          "%-24s %-10s %,14.3f %-20s %-20s %s",
          each.check(),
          each.table(),
          each.measured(),
          each.warn(),
          each.fail(),
          each.verdict().toString().toLowerCase(Locale.ROOT));
    }
  }

  private void fits(RunRecord record) {
    if (record.learned().fits().isEmpty()) {
      return;
    }
    line("");
    line(
        "%s, %s",
        Quantity.of(record.data().baskets(), "basket"), Quantity.of(record.data().items(), "item"));
    line(
        "%-10s %-24s %9s %7s %8s %9s %9s %10s",
        "fit", "learned from", "baskets", "capped", "support", "itemsets", "rules", "neighbours");
    record.learned().fits().forEach(this::fit);
    record
        .learned()
        .blend()
        .ifPresent(
            blend ->
                line(
                    "blend fitted on %s, %,d of them among the candidates",
                    Quantity.of(blend.queries(), "hidden item"), blend.reached()));
  }

  private void fit(String name, FitFigures fit) {
    line(
        "%-10s %s..%s   %,9d %,7d %,8d %,9d %,9d %,10d",
        name,
        fit.from(),
        fit.to().minusDays(1),
        fit.baskets(),
        fit.cappedBaskets(),
        fit.absoluteSupport(),
        fit.itemsets(),
        fit.rules(),
        fit.pairs());
  }

  private void figures(RunRecord record, Evaluate.Figures figures) {
    line("");
    record
        .data()
        .window()
        .ifPresent(
            window ->
                line(
                    "holdout %s..%s: %s, %s; 95 %% interval of HR@6",
                    window.holdoutStart(),
                    window.asOf().minusDays(1),
                    Quantity.of(figures.baskets(), "basket"),
                    Quantity.of(figures.queries(), "hidden item")));
    List<String> metrics = Evaluate.metricNames();
    StringBuilder head = new StringBuilder(format("%-11s", ""));
    metrics.forEach(metric -> head.append(format(" %10s", metric)));
    line("%s   %s", head, "HR@6 interval");
    figures.figures().keySet().forEach(method -> figures(method, metrics, figures));
  }

  private void figures(String method, List<String> metrics, Evaluate.Figures figures) {
    StringBuilder row = new StringBuilder(format("%-11s", method));
    for (String metric : metrics) {
      row.append(format(" %10.4f", figures.of(method, metric).value()));
    }
    Interval hits = figures.of(method, Evaluate.HIT_RATE_6);
    line("%s   %.4f to %.4f", row, hits.low(), hits.high());
  }

  private void behaviour(BehaviourReport report, String currency) {
    line("");
    report.lines(currency).forEach(each -> line("%s", each));
  }

  private void gates(List<Verdict> gates) {
    if (gates.isEmpty()) {
      return;
    }
    line("");
    GateTable.lines(gates).forEach(each -> line("%s", each));
  }

  private void notes(RunRecord record) {
    if (!record.notes().isEmpty()) {
      line("");
    }
    record.notes().forEach(note -> line("note: %s", note));
  }

  private void steps(RunRecord record) {
    List<StepTimes.Step> steps = record.steps();
    if (steps.isEmpty()) {
      return;
    }
    line("");
    line(
        "%-36s %8s %8s %9s %9s %9s",
        "step", "seconds", "in tasks", "peak MiB", "live MiB", "bound MiB");
    List<StepTimes.Step> merged = StepTimes.merged(steps);
    double total = seconds(steps, StepTimes.Step::seconds);
    merged.stream().filter(step -> step.seconds() >= SHORT * total).forEach(this::step);
    List<StepTimes.Step> shorter =
        merged.stream().filter(step -> step.seconds() < SHORT * total).toList();
    shorter.stream()
        .reduce(StepTimes.Step::plus)
        .ifPresent(sum -> step(sum.named(Quantity.of(shorter.size(), "shorter step")), ""));
    steps.stream().reduce(StepTimes.Step::plus).ifPresent(all -> step(all.named("all steps"), ""));
    line(
        "from %s to %s, %s",
        record.run().startedAt().truncatedTo(ChronoUnit.SECONDS),
        record.result().endedAt().truncatedTo(ChronoUnit.SECONDS),
        minutes(record.duration()));
    line(
        "peak counts garbage, live what a collection left; bound is what a step says that it adds");
    line(
        "Spark's fixed share: %.1f s to start it, %.1f s of preparing in which none of its tasks ran",
        seconds(steps, step -> step.name().equals(START) ? step.seconds() : 0),
        seconds(steps, step -> preparing(step) ? step.seconds() - step.taskSeconds() : 0));
    for (StepTimes.Step step : merged) {
      if (step.boundMiB().isPresent() && step.grownMiB() > step.boundMiB().getAsLong() + SLACK) {
        line(
            "note: %s: the heap grew by %,d MiB, more than the stated bound of %,d MiB",
            step.name(), step.grownMiB(), step.boundMiB().getAsLong());
      }
    }
  }

  private void step(StepTimes.Step step) {
    step(step, step.boundMiB().isPresent() ? format("%,d", step.boundMiB().getAsLong()) : "");
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

  private static String minutes(Duration duration) {
    return duration.toMinutes() == 0
        ? duration.toSeconds() + " s"
        : format("%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
  }
}

package io.basketwise.observe;

import io.basketwise.prepare.RowAccount;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.StepTimes;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a monitoring system reads of the last run, as OpenMetrics text. Everything is a gauge: the
 * file tells of one run, and the next one replaces it. Not a number stands where none is known.
 */
public final class OpenMetricsText {
  private static final String SHOP = "shop";

  private final RunRecord record;
  private final MetricSnapshots.Builder all = MetricSnapshots.builder();

  private OpenMetricsText(RunRecord record) {
    this.record = record;
  }

  /**
   * The text.
   *
   * @param lastGood when a run of the shop last ended well, this one included
   */
  public static String of(RunRecord record, Optional<Instant> lastGood) {
    OpenMetricsText text = new OpenMetricsText(record);
    text.run(lastGood);
    text.data();
    text.learned();
    text.verdicts();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OpenMetricsTextFormatWriter.create()
          .write(out, text.all.build(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void run(Optional<Instant> lastGood) {
    RunRecord.Result result = record.result();
    all.metricSnapshot(
        gauge("basketwise_build", "1 for the build that ran.")
            .dataPoint(point(1, "version", record.run().software()))
            .build());
    result
        .live()
        .ifPresent(
            version ->
                all.metricSnapshot(
                    gauge(
                            "basketwise_live",
                            "1 for the version of the artifact that is live after the run.")
                        .dataPoint(point(1, "version", version))
                        .build()));
    GaugeSnapshot.Builder outcomes =
        gauge("basketwise_run_outcome", "1 for how the last run ended, 0 for how else it may.");
    for (Outcome outcome : Outcome.values()) {
      outcomes.dataPoint(point(outcome == result.outcome() ? 1 : 0, "outcome", lower(outcome)));
    }
    all.metricSnapshot(outcomes.build());
    one("basketwise_run_exit_code", "Exit code of the last run.", result.exitCode());
    seconds("basketwise_run_end_timestamp", "End of the last run.", epoch(result.endedAt()));
    seconds(
        "basketwise_run_duration", "Length of the last run.", record.duration().toMillis() / 1e3);
    lastGood.ifPresent(
        at ->
            seconds(
                "basketwise_last_success_timestamp",
                "End of the last run with exit code 0.",
                epoch(at)));
    GaugeSnapshot.Builder steps =
        gauge("basketwise_run_step_seconds", "Length of the last run's steps.").unit(Unit.SECONDS);
    Map<String, Double> byStep =
        record.steps().stream()
            .collect(
                Collectors.groupingBy(
                    StepTimes.Step::name,
                    TreeMap::new,
                    Collectors.summingDouble(StepTimes.Step::seconds)));
    byStep.forEach((step, time) -> steps.dataPoint(point(time, "step", step)));
    all.metricSnapshot(steps.build());
  }

  private void data() {
    GaugeSnapshot.Builder rows =
        gauge("basketwise_run_rows", "Rows of the inputs by what became of them.");
    for (RowAccount each : record.data().rows()) {
      String table = each.table().key();
      rows.dataPoint(count(each.used(), "fate", "used", "table", table))
          .dataPoint(count(each.netted(), "fate", "netted", "table", table))
          .dataPoint(count(each.duplicate(), "fate", "duplicate", "table", table))
          .dataPoint(count(each.filtered(), "fate", "filtered", "table", table))
          .dataPoint(count(each.quarantined(), "fate", "quarantined", "table", table));
    }
    all.metricSnapshot(rows.build());
    one("basketwise_run_baskets", "Baskets in the window.", known(record.data().baskets()));
    one("basketwise_run_items", "Items that are bought or listed.", known(record.data().items()));
  }

  private void learned() {
    record
        .learned()
        .figures()
        .ifPresent(
            figures -> {
              GaugeSnapshot.Builder metrics =
                  gauge(
                      "basketwise_holdout_metric",
                      "Metrics on the holdout with the ends of their 95 % intervals.");
              figures
                  .figures()
                  .forEach(
                      (method, each) ->
                          each.forEach(
                              (metric, figure) ->
                                  metrics
                                      .dataPoint(metric(figure.value(), "value", method, metric))
                                      .dataPoint(metric(figure.low(), "low", method, metric))
                                      .dataPoint(metric(figure.high(), "high", method, metric))));
              all.metricSnapshot(metrics.build());
            });
  }

  private GaugeDataPointSnapshot metric(double value, String bound, String method, String metric) {
    return point(value, "bound", bound, "method", method, "metric", metric);
  }

  private void verdicts() {
    GaugeSnapshot.Builder passed =
        gauge("basketwise_gate_passed", "1 where the last run passed the gate, 0 where not.");
    GaugeSnapshot.Builder values = gauge("basketwise_gate_value", "What the gate looked at.");
    record
        .gates()
        .forEach(
            gate -> {
              passed.dataPoint(point(gate.passed() ? 1 : 0, "gate", gate.gate()));
              gate.value().ifPresent(value -> values.dataPoint(point(value, "gate", gate.gate())));
            });
    all.metricSnapshot(passed.build());
    all.metricSnapshot(values.build());
    GaugeSnapshot.Builder verdicts =
        gauge("basketwise_quality_verdict", "Checks of the inputs: 0 pass, 1 warn, 2 fail.");
    GaugeSnapshot.Builder measured =
        gauge("basketwise_quality_measured", "What the check measured.");
    for (QualityCheck check : record.quality()) {
      String[] labels = {"check", check.check(), "table", check.table()};
      verdicts.dataPoint(point(level(check.verdict()), labels));
      measured.dataPoint(point(check.measured(), labels));
    }
    all.metricSnapshot(verdicts.build());
    all.metricSnapshot(measured.build());
  }

  /** A run that has read nothing knows of none. */
  private static double known(long count) {
    return count > 0 ? count : Double.NaN;
  }

  private void one(String name, String help, double value) {
    all.metricSnapshot(gauge(name, help).dataPoint(point(value)).build());
  }

  private void seconds(String name, String help, double value) {
    all.metricSnapshot(
        gauge(name + "_seconds", help).unit(Unit.SECONDS).dataPoint(point(value)).build());
  }

  private static GaugeSnapshot.Builder gauge(String name, String help) {
    return GaugeSnapshot.builder().name(name).help(help);
  }

  private GaugeDataPointSnapshot point(double value, String... labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels(labels)).build();
  }

  private GaugeDataPointSnapshot count(long rows, String... labels) {
    return point((double) rows, labels);
  }

  private Labels labels(String... namesAndValues) {
    return Labels.of(namesAndValues).add(SHOP, record.run().shop());
  }

  private static double level(QualityCheck.Level level) {
    return switch (level) {
      case PASS -> 0;
      case WARN -> 1;
      case FAIL -> 2;
    };
  }

  private static double epoch(Instant at) {
    return at.toEpochMilli() / 1e3;
  }

  private static String lower(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}

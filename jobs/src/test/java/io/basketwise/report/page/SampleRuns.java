package io.basketwise.report.page;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.BehaviourReport.FunctionReport;
import io.basketwise.behaviour.BehaviourReport.Intents;
import io.basketwise.behaviour.BehaviourReport.Purchases;
import io.basketwise.behaviour.BehaviourReport.Timing;
import io.basketwise.behaviour.OffPolicy.Estimate;
import io.basketwise.behaviour.OffPolicy.Value;
import io.basketwise.behaviour.learn.Family;
import io.basketwise.behaviour.learn.Reliability.Bin;
import io.basketwise.config.Table;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.Funnel;
import io.basketwise.prepare.RowAccount;
import io.basketwise.report.FitFigures;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Data;
import io.basketwise.report.RunRecord.Learned;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.RunRecord.Result;
import io.basketwise.report.RunRecord.Run;
import io.basketwise.report.StepTimes.Step;
import io.basketwise.report.TopBundle;
import io.basketwise.report.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Records of runs that have everything, with titles that mean harm. */
final class SampleRuns {
  static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  static final String MARKUP = "<img src=x onerror=\"document.title='hacked'\">";
  static final String SCRIPT = "</script></textarea><script>document.title='hacked'</script>";
  static final String QUOTES = "\"' onmouseover='document.title=1' {{page.title}} &lt;b&gt;";
  static final String OVERRIDE = "safe \u202Egpj.exe\u2066";

  private SampleRuns() {}

  /** A published run with clicks and behaviour. */
  static RunRecord full(LocalDate asOf) {
    return record(asOf, Outcome.PUBLISHED, data(true), learned(asOf, true));
  }

  /** A refused run without clicks. */
  static RunRecord bare(LocalDate asOf) {
    return record(asOf, Outcome.REFUSED, data(false), learned(asOf, false));
  }

  private static RunRecord record(LocalDate asOf, Outcome outcome, Data data, Learned learned) {
    boolean passed = outcome == Outcome.PUBLISHED;
    Instant start = asOf.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(7_200);
    return new RunRecord(
        RunRecord.SCHEMA,
        new Run(
            "5a4f0b9e-0000-4000-8000-000000000000",
            "tea & more",
            "EUR",
            Optional.of(asOf),
            start,
            "0.1.0"),
        new Result(
            outcome,
            passed ? 0 : 4,
            start.plusSeconds(131),
            Optional.empty(),
            passed ? Optional.of("v" + asOf) : Optional.empty(),
            Optional.of("v" + asOf.minusDays(1)),
            passed ? Optional.empty() : Optional.of("r" + asOf)),
        data,
        quality(),
        learned,
        gates(passed),
        List.of("no labels configured"),
        steps());
  }

  private static List<QualityCheck> quality() {
    return List.of(
        new QualityCheck(
            "rows against the same weekday",
            "orders",
            0.97,
            "below 0.5",
            "below 0.2",
            QualityCheck.Level.PASS),
        new QualityCheck(
            "share of guests", "orders", 0.62, "above 0.6", "above 0.9", QualityCheck.Level.WARN));
  }

  private static List<Verdict> gates(boolean passed) {
    return List.of(
        Verdict.atLeast(
            "gates.minHitRate", "HR@6 of the blend at least", 0.02, passed ? 0.284 : 0.01),
        Verdict.above("gates.beatPopularity", "HR@6 of the blend above popularity's", 0.021, 0.284),
        Verdict.plain("rolled back", "bytes that were not rolled back", Verdict.Ruling.PASSED),
        Verdict.plain("gates.maxLossToLive", "no live version", Verdict.Ruling.NOT_JUDGED),
        Verdict.plain("gates.maxPolicyLoss", "a timing as good", Verdict.Ruling.LIVE_STAYS));
  }

  private static List<Step> steps() {
    return List.of(
        new Step("start Spark", 3.1, 0, OptionalLong.empty(), 120, 80, 0, OptionalLong.empty()),
        new Step(
            "prepare orders",
            21.4,
            15.2,
            OptionalLong.empty(),
            900,
            300,
            200,
            OptionalLong.empty()),
        new Step(
            "measured fit: linear",
            16.2,
            0.4,
            OptionalLong.empty(),
            2600,
            900,
            500,
            OptionalLong.of(700)),
        new Step(
            "prepare orders", 1.0, 0.5, OptionalLong.empty(), 900, 300, 200, OptionalLong.empty()));
  }

  private static Data data(boolean clicks) {
    RowAccount orders =
        new RowAccount(Table.ORDERS, 1_044_847, 980_000, 31_575, 5_268, 18_004, 10_000, 12, 4);
    RowAccount events =
        new RowAccount(Table.CLICKS, 2_000_000, 1_990_000, 0, 9_000, 0, 1_000, 0, 0);
    return new Data(
        Optional.empty(),
        clicks ? List.of(orders, events) : List.of(orders),
        39_513,
        4_050,
        Optional.empty(),
        clicks ? Optional.of(new Funnel(100_000, 81_234, 30_100, 12_000, 9_876)) : Optional.empty(),
        Optional.of(List.of(new BrokenRule(Table.ORDERS, "unit_price is negative", 9_990))));
  }

  private static Learned learned(LocalDate asOf, boolean behaviour) {
    Map<String, FitFigures> fits = new LinkedHashMap<>();
    fits.put(
        "measured",
        new FitFigures(
            asOf.minusDays(760),
            asOf.minusDays(61),
            35_000,
            4_000,
            3,
            36,
            1_000_000,
            3_400_000,
            200_000,
            4_000));
    fits.put(
        "published",
        new FitFigures(
            asOf.minusDays(700), asOf, 39_000, 4_050, 3, 40, 1_100_000, 4_000_000, 210_000, 4_050));
    return new Learned(
        fits,
        List.of(
            new TopBundle(List.of(MARKUP, SCRIPT), QUOTES, 120, 80, 0.41, 12.5),
            new TopBundle(List.of(OVERRIDE), "green tea", 300, 210, 0.31, 8.2)),
        Optional.of(figures(0.002 * (asOf.toEpochDay() % 7))),
        Optional.empty(),
        behaviour ? Optional.of(behaviour()) : Optional.empty(),
        Optional.empty());
  }

  private static Evaluate.Figures figures(double more) {
    Map<String, Map<String, Interval>> methods = new LinkedHashMap<>();
    double value = 0.02;
    for (String method : List.of("popularity", "rules", "cosine", "als", "linear", "blend")) {
      Map<String, Interval> metrics = new LinkedHashMap<>();
      double scale = 1;
      for (String metric : Evaluate.metricNames()) {
        double of = (value + more) * scale;
        metrics.put(metric, new Interval(of, of - 0.009, of + 0.01));
        scale *= 0.9;
      }
      methods.put(method, metrics);
      value += 0.05;
    }
    return new Evaluate.Figures(3_747, 11_200, methods);
  }

  private static BehaviourReport behaviour() {
    Map<Family, Double> losses = Map.of(Family.BOOSTED_TREES, 0.31);
    List<SessionFeature> features = List.copyOf(EnumSet.allOf(SessionFeature.class)).subList(0, 2);
    double[][] confusion = new double[Intent.values().length][Intent.values().length];
    for (int truth = 0; truth < confusion.length; truth++) {
      for (int found = 0; found < confusion.length; found++) {
        confusion[truth][found] = truth == found ? 60 + truth : 7.5 * found;
      }
    }
    List<Bin> bins =
        IntStream.range(0, 12)
            .mapToObj(
                bin ->
                    new Bin(bin / 15.0 + 0.03, Math.min(1, bin / 15.0 + 0.02), 1_000.0 / (bin + 1)))
            .toList();
    Map<String, Estimate> values = new LinkedHashMap<>();
    values.put("new", estimate(0.61));
    values.put("live", estimate(0.55));
    values.put("always", estimate(0.4));
    values.put("never", estimate(0.3));
    return new BehaviourReport(
        7_161,
        List.of(new FunctionReport(Intent.EXPLORER, "looks_around", 0.3, 0.2, 0.1, 0.81)),
        OptionalDouble.empty(),
        Optional.of(
            new Intents(
                Family.BOOSTED_TREES,
                losses,
                "weak labels",
                1_200,
                0.617,
                0.083,
                confusion,
                features)),
        Optional.of(
            new Purchases(Family.BOOSTED_TREES, losses, 4_000, 0.93, 0.75, 0.012, bins, features)),
        new Timing(
            "trained",
            Optional.empty(),
            5_000,
            20,
            values,
            Optional.of(new Value(0.06, -0.01, 0.13))),
        List.of());
  }

  private static Estimate estimate(double value) {
    Value about = new Value(value, value - 0.08, value + 0.08);
    return new Estimate(about, about, about, 812.4, 0.53, 9.1);
  }
}

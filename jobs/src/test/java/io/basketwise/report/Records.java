package io.basketwise.report;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.OffPolicy;
import io.basketwise.behaviour.learn.Family;
import io.basketwise.config.Table;
import io.basketwise.evaluate.Comparison;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.Funnel;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.report.RunRecord.Data;
import io.basketwise.report.RunRecord.Learned;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.RunRecord.Result;
import io.basketwise.report.RunRecord.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Records of runs that never were, with every member filled. */
public final class Records {
  public static final LocalDate AS_OF = LocalDate.parse("2026-03-01");
  static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private Records() {}

  public static RunRecord published() {
    return published(Outcome.PUBLISHED);
  }

  /** A run that made, or found, a version, whatever became of that. */
  public static RunRecord published(Outcome outcome) {
    return new RunRecord(
        RunRecord.SCHEMA,
        run(),
        new Result(
            outcome,
            0,
            START.plusSeconds(95),
            Optional.empty(),
            Optional.of("20260301-0123456789ab"),
            Optional.of("20260228-0123456789ab"),
            Optional.empty()),
        data(),
        List.of(
            new QualityCheck(
                "rows of the day",
                "orders",
                0.98,
                "below 0.8",
                "below 0.5",
                QualityCheck.Level.PASS),
            new QualityCheck(
                "age", "catalog", Double.NaN, "above 2", "above 7", QualityCheck.Level.WARN)),
        learned(),
        List.of(Verdict.atLeast("gates.minHitRate", "HR@6 of the blend at least 0.1", 0.1, 0.3)),
        List.of("no clicks configured"),
        List.of(
            new StepTimes.Step(
                "prepare orders",
                3.25,
                2.5,
                OptionalLong.of(120),
                100,
                50,
                5,
                OptionalLong.empty()),
            new StepTimes.Step(
                "fit", 10, 0, OptionalLong.empty(), 100, 50, 5, OptionalLong.of(7))));
  }

  /** Stopped before anything was measured. */
  public static RunRecord failed() {
    return new RunRecord(
        RunRecord.SCHEMA,
        run(),
        new Result(
            Outcome.FAILED,
            3,
            START.plusSeconds(5),
            Optional.of(
                new Failure("No order line is left", "the table is empty", "mend the feed")),
            Optional.empty(),
            Optional.of("20260228-0123456789ab"),
            Optional.empty()),
        data(),
        List.of(),
        Learned.NONE,
        List.of(),
        List.of(),
        List.of());
  }

  private static Run run() {
    return new Run(
        "7d444840-9dc0-11d1-b245-5ffdce74fad2",
        "small \"shop\"",
        "EUR",
        Optional.of(AS_OF),
        START,
        "1.2.3");
  }

  private static Data data() {
    return new Data(
        Optional.of(new TimeWindow(AS_OF, 60, 7, 7, 30, 6)),
        List.of(new RowAccount(Table.ORDERS, 120, 100, 5, 4, 8, 3, 1, 2)),
        60,
        20,
        Optional.of("f0"),
        Optional.of(new Funnel(90, 80, 40, 20, 10)),
        Optional.of(List.of(new BrokenRule(Table.ORDERS, "quantity is zero", 3))));
  }

  private static Learned learned() {
    Map<String, Map<String, Interval>> figures = new LinkedHashMap<>();
    for (String method : List.of("popularity", "blend")) {
      Map<String, Interval> metrics = new LinkedHashMap<>();
      Evaluate.metricNames().forEach(name -> metrics.put(name, new Interval(0.3, 0.25, 0.35)));
      figures.put(method, metrics);
    }
    FitFigures fit =
        new FitFigures(AS_OF.minusDays(67), AS_OF.minusDays(7), 50, 20, 1, 3, 9, 4, 30, 20);
    return new Learned(
        Map.of(Learned.MEASURED_FIT, fit),
        List.of(new TopBundle(List.of("tea", "<b>cup</b>"), "saucer", 12, 9, 0.5, 4.5)),
        Optional.of(new Evaluate.Figures(10, 25, figures)),
        Optional.of(new BlendFigures(Map.of("cosine", 0.75, "linear", 1.5), 30, 28)),
        Optional.of(behaviour()),
        Optional.of(
            new Comparison(
                "20260228-0123456789ab",
                AS_OF.minusDays(1),
                0.25,
                new Interval(0.05, -0.01, 0.11),
                10,
                4,
                1)));
  }

  private static BehaviourReport behaviour() {
    OffPolicy.Value value = new OffPolicy.Value(0.5, Double.NEGATIVE_INFINITY, 0.75);
    OffPolicy.Estimate estimate = new OffPolicy.Estimate(value, value, value, 100, 0.9, 3);
    double[][] confusion = new double[Intent.values().length][Intent.values().length];
    confusion[1][2] = 4.5;
    return new BehaviourReport(
        300,
        List.of(
            new BehaviourReport.FunctionReport(Intent.EXPLORER, "wide", 0.5, 0.25, 0.125, 0.75)),
        OptionalDouble.of(0.875),
        Optional.of(
            new BehaviourReport.Intents(
                Family.BOOSTED_TREES,
                Map.of(Family.RANDOM_FOREST, 0.75),
                "weak labels",
                150,
                0.5,
                0.0625,
                confusion,
                List.of(SessionFeature.HOUR))),
        Optional.empty(),
        new BehaviourReport.Timing(
            "trained", Optional.empty(), 80, 3, Map.of("new", estimate), Optional.empty()),
        List.of("no purchase model"));
  }
}

package io.basketwise.nightly;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.bundles.MineBundles;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.inputs.TaskClock;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.models.score.EvidenceFeature;
import io.basketwise.models.score.Scorer;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.Repurchases;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.prepare.TrainingBaskets;
import io.basketwise.publish.CompilePolicy;
import io.basketwise.publish.Fit;
import io.basketwise.publish.StageVersion;
import io.basketwise.report.RunSummary;
import io.basketwise.report.StepTimes;
import io.basketwise.report.SummaryText;
import io.basketwise.report.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * The main job: prepare, fit the blend on the validation span, measure on the holdout, fit again on
 * everything, publish or refuse.
 */
public final class Nightly {
  private final ShopConfig config;
  private final Instant createdAt;
  private final StepTimes times;

  /**
   * A run of a shop.
   *
   * @param createdAt when the run takes place: the manifest tells it, and old versions are pruned
   *     by it; no model depends on it
   * @param progress told the name of each step as it begins
   */
  public Nightly(ShopConfig config, Instant createdAt, Consumer<String> progress) {
    this.config = config;
    this.createdAt = createdAt;
    this.times = new StepTimes(progress);
  }

  /** What a run does with a version that passes its gates. */
  public enum Outcome {
    /** Publish it. */
    PUBLISH,
    /** Measure and report only. */
    MEASURE_ONLY
  }

  /** Runs as of a date, or as of the day after the newest order. */
  public RunSummary run(Optional<LocalDate> asOf, Outcome outcome) {
    OutputFolders.prepare(config);
    try (RunLock lock = RunLock.take(config.lake());
        StagingFolders staging = StagingFolders.sweep(config.artifacts());
        LiveVersion live = LiveVersion.open(config.artifacts())) {
      SparkSession spark = times.time(SummaryText.START, () -> SparkSessions.start(config));
      try {
        TaskClock clock = new TaskClock();
        spark.sparkContext().addSparkListener(clock);
        times.watch(clock::busyNanos);
        Prepared prepared = new PrepareInputs(spark, config, createdAt, times).run(asOf);
        return new Spans(spark, prepared, staging, live).run(outcome);
      } finally {
        spark.stop();
        times.close();
      }
    }
  }

  /** The three fits of one run and what is done with each. */
  private final class Spans {
    private final Prepared prepared;
    private final StagingFolders staging;
    private final LearnAffinity affinity;
    private final MineBundles bundles;
    private final Evaluate evaluate;
    private final StageVersion stage;
    private final BehaviourStep behaviour;
    private final Lineage lineage;
    private final LiveVersion live;
    private final Gates gates;

    Spans(SparkSession spark, Prepared prepared, StagingFolders staging, LiveVersion live) {
      this.prepared = prepared;
      this.staging = staging;
      this.affinity = new LearnAffinity(spark, config, prepared.items(), prepared.facts());
      this.bundles = new MineBundles(config.bundles(), spark.sparkContext().defaultParallelism());
      this.evaluate = new Evaluate(config);
      Map<String, Object> policy =
          new CompilePolicy(prepared.items(), prepared.facts()).compile(config.policy());
      this.stage = new StageVersion(prepared.items(), prepared.facts(), policy);
      this.lineage = new Lineage(config, prepared);
      this.behaviour = new BehaviourStep(spark, config, prepared, policy, live, times);
      this.live = live;
      this.gates = new Gates(config.gates());
    }

    RunSummary run(Outcome outcome) {
      LocalDate validation = prepared.window().validationStart();
      LocalDate holdout = prepared.window().holdoutStart();
      LocalDate asOf = prepared.window().asOf();
      Fit first = fit("validation fit", validation);
      FitBlend.Result blend =
          scored(
                  first,
                  startBlend(first),
                  Optional.empty(),
                  (artifact, scorer) ->
                      times.time(
                          "fit the blend",
                          () ->
                              evaluate.fitBlend(
                                  scorer, prepared.baskets(), validation, holdout, first.counts())))
              .orElseThrow(() -> noQueries("validation", validation, holdout));
      Fit measured = fit("measured fit", holdout);
      Evaluate.Holdout measurement =
          scored(
                  measured,
                  blend.blend(),
                  behaviour.signals(measured),
                  (artifact, scorer) -> {
                    behaviour.measure(artifact.folder());
                    return evaluated(artifact, scorer, measured);
                  })
              .orElseThrow(() -> noQueries("holdout", holdout, asOf));
      Optional<BehaviourReport> report = behaviour.measured().map(LearnBehaviour.Measured::report);
      List<Verdict> verdicts = gates.ofVersion(measurement.figures(), report);
      Optional<Fit> published =
          outcome == Outcome.PUBLISH ? Optional.of(fit("published fit", asOf)) : Optional.empty();
      Publisher.Outcome end =
          published
              .map(fit -> publish(fit, measured, blend, measurement, verdicts))
              .orElseGet(() -> Publisher.measuredOnly(verdicts));
      List<String> notes = new ArrayList<>(notes(measured));
      notes.addAll(end.notes());
      return new RunSummary(
          config.shop(),
          asOf,
          prepared.accounts(),
          prepared.basketCount(),
          prepared.items().size(),
          measured,
          blend,
          measurement.figures(),
          report,
          end.verdicts(),
          published,
          end.published(),
          end.refused(),
          notes,
          times.steps(),
          config.artifacts());
    }

    private Refusal noQueries(String span, LocalDate from, LocalDate to) {
      return InputGuard.noQueries(span, from, to, prepared.window());
    }

    private Optional<Evaluate.Holdout> evaluated(Artifact artifact, Scorer scorer, Fit measured) {
      TimeWindow window = prepared.window();
      return times.time(
          "evaluate",
          () ->
              evaluate.run(
                  artifact,
                  scorer,
                  prepared.baskets(),
                  window.holdoutStart(),
                  window.asOf(),
                  measured.counts()));
    }

    /** The models of behaviour are learned over the very version that they will serve. */
    private Optional<BehaviourColumns> behaviour(Fit fit, Blend blend) {
      Optional<BehaviourColumns> signals = behaviour.signals(fit);
      return signals.isEmpty()
          ? signals
          : scored(
              fit,
              blend,
              signals,
              (artifact, scorer) -> behaviour.publish(artifact.folder(), signals));
    }

    /** A version that a gate refuses is made as well: it can still be published by force. */
    private Publisher.Outcome publish(
        Fit fit,
        Fit measured,
        FitBlend.Result blend,
        Evaluate.Holdout measurement,
        List<Verdict> verdicts) {
      Optional<BehaviourColumns> behaviours = behaviour(fit, blend.blend());
      Optional<Verdict> policy =
          gates.policy(behaviour.measured().map(LearnBehaviour.Measured::report));
      return times.time(
          "publish",
          () -> {
            Path folder = staging.next();
            stage.stage(
                folder,
                fit,
                blend.blend(),
                behaviours,
                new ManifestDraft(
                    config.shop(),
                    config.currency(),
                    prepared.window().asOf(),
                    createdAt,
                    lineage.of(measured, fit),
                    lineage.metrics(measurement.figures(), blend, behaviour.measured()),
                    verdicts.stream().<Object>map(Verdict::json).toList(),
                    notes(fit)));
            return new Publisher(staging.store(), gates, live)
                .publish(
                    folder,
                    verdicts,
                    policy,
                    (champion, artifact, scorer) ->
                        evaluate.compare(measurement, champion, artifact, scorer),
                    createdAt,
                    config.keepVersions());
          });
    }

    private List<String> notes(Fit fit) {
      List<String> notes = new ArrayList<>(prepared.notes());
      notes.addAll(fit.affinity().notes());
      notes.addAll(behaviour.notes());
      return List.copyOf(notes);
    }

    /** Hands the fit's scorer, opened as production would open it, to a step. */
    private <T> T scored(
        Fit fit,
        Blend blend,
        Optional<BehaviourColumns> behaviours,
        BiFunction<Artifact, Scorer, T> step) {
      Path folder = staging.next();
      times.time(
          "stage for scoring",
          () ->
              stage.stageForScoring(
                  folder,
                  fit,
                  blend,
                  behaviours,
                  new ManifestDraft(
                      config.shop(),
                      config.currency(),
                      fit.to(),
                      createdAt,
                      Map.of(),
                      Map.of(),
                      List.of(),
                      List.of())));
      try (Artifact artifact = Artifact.open(folder);
          Scorer scorer = Scorer.of(artifact)) {
        return step.apply(artifact, scorer);
      }
    }

    private Blend startBlend(Fit fit) {
      return FitBlend.start(
          fit.affinity().linearItems() > 0 ? EvidenceFeature.LINEAR : EvidenceFeature.COSINE);
    }

    private Fit fit(String name, LocalDate to) {
      LocalDate from = to.minusDays(config.window().trainDays());
      try (TrainingBaskets baskets =
          times.time(name + ": baskets", () -> span(prepared.baskets(), from, to))) {
        Repurchases repurchases =
            times.time(name + ": repurchases", () -> repurchases(baskets.blocks()));
        MineBundles.Result mined =
            times.time(
                name + ": bundles",
                OptionalLong.of(bundles.bytes(baskets)),
                () -> bundles.run(baskets));
        Optional<TrainingBaskets> views = prepared.views().map(all -> span(all, from, to));
        LearnAffinity.Result learned =
            affinity.run(
                baskets,
                views,
                new LearnAffinity.Timer() {
                  @Override
                  public <T> T time(String part, OptionalLong bytes, Supplier<T> work) {
                    return times.time(name + ": " + part, bytes, work);
                  }
                });
        views.ifPresent(TrainingBaskets::close);
        return new Fit(from, to, baskets.counts(), repurchases, baskets.capped(), mined, learned);
      }
    }

    private Repurchases repurchases(JavaRDD<BasketBlock> blocks) {
      return Repurchases.of(blocks, prepared.items().size(), config.bundles().minBuyers());
    }

    private TrainingBaskets span(JavaRDD<BasketBlock> all, LocalDate from, LocalDate to) {
      return TrainingBaskets.of(
          all, from, to, prepared.items().size(), config.bundles().maxBasketItems());
    }
  }

  /** Whether orders, clicks and so on are configured. */
  static boolean has(ShopConfig config, Table table) {
    return config.inputs().containsKey(table);
  }
}

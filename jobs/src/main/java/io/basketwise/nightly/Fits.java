package io.basketwise.nightly;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.bundles.MineBundles;
import io.basketwise.checkpoint.AffinityForm;
import io.basketwise.checkpoint.BlendForm;
import io.basketwise.checkpoint.BundlesForm;
import io.basketwise.checkpoint.Checkpoints;
import io.basketwise.checkpoint.HoldoutForm;
import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.models.score.EvidenceFeature;
import io.basketwise.models.score.Scorer;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.Repurchases;
import io.basketwise.prepare.TrainingBaskets;
import io.basketwise.publish.CompilePolicy;
import io.basketwise.publish.Fit;
import io.basketwise.publish.StageVersion;
import io.basketwise.report.BlendFigures;
import io.basketwise.report.FitFigures;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Learned;
import io.basketwise.report.StepTimes;
import io.basketwise.report.TopBundle;
import io.basketwise.report.Verdict;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** The three fits of one run and what is done with each. */
final class Fits {
  private final ShopConfig config;
  private final StepTimes times;
  private final Prepared prepared;
  private final StagingFolders staging;
  private final LearnAffinity affinity;
  private final MineBundles bundles;
  private final Evaluate evaluate;
  private final StageVersion stage;
  private final BehaviourStep behaviour;
  private final Lineage lineage;
  private final RunLog log;
  private final LiveVersion live;
  private final RunLock lock;
  private final Checkpoints checkpoints;
  private final Gates gates;

  Fits(
      SparkSession spark,
      ShopConfig config,
      Prepared prepared,
      StagingFolders staging,
      LiveVersion live,
      RunLock lock,
      Checkpoints checkpoints,
      RunLog log,
      StepTimes times) {
    this.config = config;
    this.times = times;
    this.prepared = prepared;
    this.staging = staging;
    this.log = log;
    this.affinity =
        new LearnAffinity(spark, config, prepared.items(), prepared.facts(), checkpoints.scratch());
    this.bundles = new MineBundles(config.bundles(), spark.sparkContext().defaultParallelism());
    this.evaluate = new Evaluate(config);
    Map<String, Object> policy =
        new CompilePolicy(prepared.items(), prepared.facts()).compile(config.policy());
    this.stage = new StageVersion(prepared.items(), prepared.facts(), policy);
    this.lineage = new Lineage(config, prepared);
    this.behaviour =
        new BehaviourStep(
            config, prepared, policy, live.madeAfter(prepared.erasedUntil()), checkpoints, times);
    this.live = live;
    this.lock = lock;
    this.checkpoints = checkpoints;
    this.gates = new Gates(config.gates(), config.currency());
  }

  RunRecord run(Nightly.Outcome outcome) {
    LocalDate validation = prepared.window().validationStart();
    LocalDate holdout = prepared.window().holdoutStart();
    LocalDate asOf = prepared.window().asOf();
    FitBlend.Result blend =
        checkpoints.of("blend", new BlendForm(), () -> fitBlend(validation, holdout));
    Fit measured = fit("measured fit", holdout);
    Evaluate.Holdout measurement = measure(measured, blend.blend());
    log.learned(learned(measured, Optional.empty(), blend, measurement.figures()));
    log.notes(notes(measured));
    log.notes(BlendFigures.of(blend).beatenBy(measurement.figures()).stream().toList());
    Optional<BehaviourReport> report = behaviour.measured().map(LearnBehaviour.Measured::report);
    List<Verdict> verdicts = gates.ofVersion(measurement.figures(), report);
    log.gates(verdicts);
    if (outcome == Nightly.Outcome.MEASURE_ONLY) {
      return ended(Publisher.measuredOnly(verdicts), RunRecord.Outcome.MEASURED);
    }
    Fit published = fit("published fit", asOf);
    log.learned(learned(measured, Optional.of(published), blend, measurement.figures()));
    return ended(
        publish(published, measured, blend, measurement, verdicts), RunRecord.Outcome.PUBLISHED);
  }

  private FitBlend.Result fitBlend(LocalDate from, LocalDate to) {
    Fit fit = fit("validation fit", from);
    try (ScoredVersion version = staged(fit, startBlend(fit), Optional::empty)) {
      Scorer scorer = version.scorer();
      FitBlend.Result blend =
          times
              .time(
                  "fit the blend",
                  () -> evaluate.fitBlend(scorer, prepared.baskets(), from, to, fit.counts()))
              .orElseThrow(() -> noQueries("validation", from, to));
      InputGuard.checkReached(blend, from, to);
      return blend;
    }
  }

  private Evaluate.Holdout measure(Fit fit, Blend blend) {
    try (ScoredVersion version = staged(fit, blend, () -> behaviour.signals(fit))) {
      behaviour.measure(version::folder);
      return checkpoints.of("evaluation", new HoldoutForm(), () -> evaluated(version, fit));
    }
  }

  private RunRecord ended(Publisher.Outcome end, RunRecord.Outcome wanted) {
    checkpoints.clear();
    log.notes(checkpoints.notes());
    return log.ended(end, wanted);
  }

  private Learned learned(
      Fit measured, Optional<Fit> published, FitBlend.Result blend, Evaluate.Figures figures) {
    Map<String, FitFigures> fits = new LinkedHashMap<>();
    fits.put(Learned.MEASURED_FIT, FitFigures.of(measured));
    published.ifPresent(fit -> fits.put(Learned.PUBLISHED_FIT, FitFigures.of(fit)));
    return new Learned(
        fits,
        TopBundle.of(
            published.orElse(measured).bundles().columns(), prepared.items(), prepared.facts()),
        Optional.of(figures),
        Optional.of(BlendFigures.of(blend)),
        behaviour.measured().map(LearnBehaviour.Measured::report),
        Optional.empty());
  }

  private Refusal noQueries(String span, LocalDate from, LocalDate to) {
    return InputGuard.noQueries(span, from, to, prepared.window());
  }

  private Evaluate.Holdout evaluated(ScoredVersion version, Fit measured) {
    LocalDate from = prepared.window().holdoutStart();
    LocalDate to = prepared.window().asOf();
    Artifact artifact = version.artifact();
    Scorer scorer = version.scorer();
    return times
        .time(
            "evaluate",
            () -> evaluate.run(artifact, scorer, prepared.baskets(), from, to, measured.counts()))
        .orElseThrow(() -> noQueries("holdout", from, to));
  }

  /** The models of behaviour are learned over the very version that they will serve. */
  private Optional<BehaviourColumns> behaviour(Fit fit, Blend blend) {
    Optional<BehaviourColumns> signals = behaviour.signals(fit);
    try (ScoredVersion version = staged(fit, blend, () -> signals)) {
      return behaviour.publish(version::folder, signals);
    }
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
                  log.startedAt(),
                  lineage.of(measured, fit, behaviour.timingOf()),
                  lineage.metrics(measurement.figures(), blend, behaviour.json()),
                  Gates.opens(verdicts).stream().<Object>map(Verdict::json).toList(),
                  notes(fit)));
          return new Publisher(staging.artifacts(), gates, live, lock)
              .publish(
                  folder,
                  verdicts,
                  policy,
                  (champion, artifact, scorer) ->
                      log.champion(evaluate.compare(measurement, champion, artifact, scorer)),
                  log.startedAt(),
                  config.keepVersions());
        });
  }

  private List<String> notes(Fit fit) {
    List<String> notes = new ArrayList<>(prepared.notes());
    notes.addAll(fit.affinity().notes());
    notes.addAll(behaviour.notes());
    return List.copyOf(notes);
  }

  private ScoredVersion staged(
      Fit fit, Blend blend, Supplier<Optional<BehaviourColumns>> behaviours) {
    return new ScoredVersion(() -> stageForScoring(fit, blend, behaviours.get()));
  }

  private Path stageForScoring(Fit fit, Blend blend, Optional<BehaviourColumns> behaviours) {
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
                    log.startedAt(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of())));
    return folder;
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
          checkpoints.of(name + ": bundles", new BundlesForm(), () -> mineBundles(name, baskets));
      LearnAffinity.Result learned =
          checkpoints.of(
              name + ": affinity",
              new AffinityForm(),
              () -> learnAffinity(name, baskets, prepared.views().map(all -> span(all, from, to))));
      return new Fit(from, to, baskets.counts(), repurchases, baskets.capped(), mined, learned);
    }
  }

  private MineBundles.Result mineBundles(String name, TrainingBaskets baskets) {
    return times.time(
        name + ": bundles", OptionalLong.of(bundles.bytes(baskets)), () -> bundles.run(baskets));
  }

  private LearnAffinity.Result learnAffinity(
      String name, TrainingBaskets baskets, Optional<TrainingBaskets> views) {
    try {
      return affinity.run(
          baskets,
          views,
          new LearnAffinity.Timer() {
            @Override
            public <T> T time(String part, OptionalLong bytes, Supplier<T> work) {
              return times.time(name + ": " + part, bytes, work);
            }
          });
    } finally {
      views.ifPresent(TrainingBaskets::close);
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

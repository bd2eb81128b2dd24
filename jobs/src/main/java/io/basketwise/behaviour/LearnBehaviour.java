package io.basketwise.behaviour;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.behaviour.BehaviourReport.Intents;
import io.basketwise.behaviour.BehaviourReport.Purchases;
import io.basketwise.behaviour.BehaviourReport.Timing;
import io.basketwise.behaviour.learn.AreaUnderRoc;
import io.basketwise.behaviour.learn.AveragePrecision;
import io.basketwise.behaviour.learn.BoostedTrees;
import io.basketwise.behaviour.learn.BoostingParameters;
import io.basketwise.behaviour.learn.CalibrationError;
import io.basketwise.behaviour.learn.ChooseClassifier;
import io.basketwise.behaviour.learn.ChooseClassifier.Chosen;
import io.basketwise.behaviour.learn.ConfusionMatrix;
import io.basketwise.behaviour.learn.Family;
import io.basketwise.behaviour.learn.FitClassifier;
import io.basketwise.behaviour.learn.Learner;
import io.basketwise.behaviour.learn.LogisticRegression;
import io.basketwise.behaviour.learn.Objective;
import io.basketwise.behaviour.learn.RandomForest;
import io.basketwise.behaviour.learn.Reliability;
import io.basketwise.behaviour.learn.TrainingSet;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Quantity;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.SignalColumns;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TreeEnsemble;
import io.basketwise.models.decision.Intent;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.TimeWindow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Learns why people shop and when to stay quiet: once on what came before the validation span, to
 * choose, calibrate and measure, and once on everything, to publish.
 */
public final class LearnBehaviour implements AutoCloseable {
  private static final int INTENTS = Intent.values().length;

  /** Weak labels are too vague for small steps and fine bins, and five classes take their time. */
  private static final BoostingParameters INTENT =
      new BoostingParameters(120, 0.15, 12, 5, 5, 0.8, 0.5, 10, 31, 1);

  private final ShopConfig config;
  private final LakeView lake;
  private final ReadSessions sessions;
  private final TimeWindow window;
  private final Policy policy;
  private final LearnSignals signals;
  private final LearnAffinity.Timer timer;

  /**
   * Learns from a lake's events and orders, as of the end of the window.
   *
   * @param policy whose bounds decide between offering and staying quiet
   * @param timer told of each part
   */
  public LearnBehaviour(
      ShopConfig config,
      LakeView lake,
      TimeWindow window,
      Policy policy,
      ItemDictionary items,
      ItemFacts facts,
      LearnAffinity.Timer timer) {
    this.timer = timer;
    this.config = config;
    this.lake = lake;
    sessions = new ReadSessions(lake, config);
    this.window = window;
    this.policy = policy;
    signals =
        new LearnSignals(items, facts, config.behaviour().timeZone(), config.bundles().minBuyers());
  }

  /**
   * What was measured, and what publishing needs of it.
   *
   * @param models that were chosen, and the timing model, as the report judges them
   */
  public record Measured(BehaviourReport report, BehaviourModels models) {
    /** Whether the live version's timing stays. */
    public boolean keepsTiming() {
      return report.timing().state().equals(Timing.KEPT);
    }
  }

  /** What session features need to know of items, from the orders of a span. */
  public SignalColumns signals(LocalDate from, LocalDate to) {
    return signals.run(lake, from, to);
  }

  private Material read(Path version) {
    return Material.read(sessions.run(version), lake, config);
  }

  /**
   * Learns on the days before the validation span, chooses and calibrates on it, and measures on
   * the holdout.
   *
   * @param version folder of the version whose items the features are computed over
   * @param live when the version that is live offers
   */
  public Measured measure(Path version, Optional<OfferPolicy> live) {
    Material all = timer.time("measured sessions", () -> read(version));
    List<String> notes = new ArrayList<>(all.notes());
    Optional<Chosen> intent = timer.time("choose intent", () -> intent(all, notes));
    Optional<Chosen> purchase = timer.time("choose purchase", () -> purchase(all, notes));
    int holdout = day(window.holdoutStart());
    Sample past = all.logged().select(all.logged().between(Integer.MIN_VALUE, holdout));
    Sample later = all.logged().select(all.logged().between(holdout, Integer.MAX_VALUE));
    Optional<TimingModel> timing =
        timer.time("timing", () -> LearnTiming.fit(past, config.behaviour().gainConfidence()));
    BehaviourModels fresh = models(intent, purchase, timing);
    JudgePolicy judge =
        new JudgePolicy(
            OfferPolicy.of(Optional.of(fresh), policy),
            live,
            config.gates().maxPolicyLoss(),
            config.currency());
    Optional<String> lacking = LearnTiming.lacking(past);
    List<String> learned = timing.map(LearnTiming::notes).orElse(List.of());
    JudgePolicy.Judged judged =
        timer.time(
            "policy values", () -> judge.on(later, past.size(), all.unusable(), lacking, learned));
    notes.addAll(judged.notes());
    BehaviourReport report =
        new BehaviourReport(
            (int) all.halves().sessions().stream().distinct().count(),
            all.labels().functions(),
            all.labels().agreement(),
            intent.map(chosen -> intents(chosen, all)),
            purchase.map(chosen -> purchases(chosen, all)),
            judged.timing(),
            notes);
    return new Measured(report, fresh);
  }

  private BehaviourModels models(
      Optional<Chosen> intent, Optional<Chosen> purchase, Optional<TimingModel> timing) {
    return new BehaviourModels(
        intent.map(Chosen::classifier),
        config.behaviour().minConfidence(),
        purchase.map(Chosen::classifier),
        timing);
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  private TrainingSet intents(Sample sample, Material all, LocalDate from, LocalDate to) {
    return sample.intents(sample.between(day(from), day(to)), all.labels().bySession(), INTENTS);
  }

  private TrainingSet purchases(Sample sample, LocalDate from, LocalDate to) {
    return sample.purchases(sample.between(day(from), day(to)));
  }

  /** Chooses the model of intents; where there is none a note says why. */
  Optional<Chosen> intent(Material all, List<String> notes) {
    return choose(
        "intent",
        Objective.SOFTMAX,
        intents(all.prefixes(), all, window.first(), window.validationStart()),
        intents(all.prefixes(), all, window.validationStart(), window.holdoutStart()),
        notes);
  }

  private Optional<Chosen> purchase(Material all, List<String> notes) {
    return choose(
        "purchase",
        Objective.LOGISTIC,
        purchases(all.prefixes(), window.first(), window.validationStart()),
        purchases(all.prefixes(), window.validationStart(), window.holdoutStart()),
        notes);
  }

  private Optional<Chosen> choose(
      String name,
      Objective objective,
      TrainingSet train,
      TrainingSet validation,
      List<String> notes) {
    int least = config.behaviour().minSessions();
    if (train.rows() < least || validation.rows() < 2) {
      notes.add(
          String.format(
              Locale.ROOT,
              "no %s model: %s to learn from and %,d to validate on, behaviour.minSessions asks for %,d",
              name,
              Quantity.of(train.rows(), "moment"),
              validation.rows(),
              least));
      return Optional.empty();
    }
    if (train.targets().length > 0 && oneClass(train)) {
      notes.add("no " + name + " model: every session to learn from is of one class");
      return Optional.empty();
    }
    return Optional.of(ChooseClassifier.choose(learners(objective), train, validation));
  }

  private static boolean oneClass(TrainingSet train) {
    for (int output = 0; output < train.outputs(); output++) {
      double first = train.targets()[output];
      for (int row = 1; row < train.rows(); row++) {
        if (train.targets()[row * train.outputs() + output] != first) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Learner> learners(Objective objective) {
    return List.of(
        new BoostedTrees(objective, boosting(objective, parameters(objective).rounds())),
        new LogisticRegression(50, 1e-3),
        new RandomForest(new RandomForest.Parameters(30, 64, 20, 32, config.seed())));
  }

  static BoostingParameters parameters(Objective objective) {
    return objective == Objective.SOFTMAX ? INTENT : BoostingParameters.DEFAULTS;
  }

  private BoostingParameters boosting(Objective objective, int rounds) {
    BoostingParameters base = parameters(objective);
    return new BoostingParameters(
        rounds,
        base.learningRate(),
        base.maxLeaves(),
        base.minLeafHessian(),
        base.l2(),
        base.rowShare(),
        base.featureShare(),
        base.patience(),
        base.maxBins(),
        config.seed());
  }

  private Intents intents(Chosen chosen, Material all) {
    TrainingSet rows = intents(all.halves(), all, window.holdoutStart(), window.asOf());
    double[] found = FitClassifier.probabilities(chosen.classifier(), rows);
    ConfusionMatrix confusion = ConfusionMatrix.of(found, rows);
    return new Intents(
        chosen.family(),
        chosen.losses(),
        all.labels().source(),
        rows.rows(),
        confusion.macroF1(),
        CalibrationError.of(found, rows),
        confusion.weights(),
        Importance.of(chosen.classifier().predictor(), rows));
  }

  private Purchases purchases(Chosen chosen, Material all) {
    TrainingSet rows = purchases(all.prefixes(), window.holdoutStart(), window.asOf());
    double[] found = FitClassifier.probabilities(chosen.classifier(), rows);
    List<Reliability.Bin> reliability = Reliability.of(found, rows);
    return new Purchases(
        chosen.family(),
        chosen.losses(),
        rows.rows(),
        AreaUnderRoc.of(found, rows),
        AveragePrecision.of(found, rows),
        CalibrationError.of(reliability),
        reliability,
        Importance.of(chosen.classifier().predictor(), rows));
  }

  /**
   * Learns again from everything up to the as-of date, in the families that were chosen, with the
   * calibration that was measured. Of what decides when to offer only that is learned again which
   * passed; else the live version's stays.
   */
  public BehaviourModels publish(Path version, Measured measured, Optional<OfferPolicy> live) {
    Material all = timer.time("published sessions", () -> read(version));
    Optional<TimingModel> timing = timing(all, measured, live);
    return timer.time(
        "published models",
        () ->
            new BehaviourModels(
                again(
                    measured.models().intent(),
                    measured.report().intent().map(Intents::family),
                    Objective.SOFTMAX,
                    intents(all)),
                config.behaviour().minConfidence(),
                purchaseKept(measured, live)
                    .or(
                        () ->
                            again(
                                measured.models().purchase(),
                                measured.report().purchase().map(Purchases::family),
                                Objective.LOGISTIC,
                                purchases(all))),
                timing));
  }

  private Optional<TimingModel> timing(
      Material all, Measured measured, Optional<OfferPolicy> live) {
    if (measured.keepsTiming()) {
      return live.flatMap(OfferPolicy::timing);
    }
    return measured.report().timing().state().equals(Timing.TRAINED)
        ? LearnTiming.fit(all.logged(), config.behaviour().gainConfidence())
            .or(() -> measured.models().timing())
        : Optional.empty();
  }

  /** The model of purchases that belongs to the policy that stays. */
  private Optional<Classifier> purchaseKept(Measured measured, Optional<OfferPolicy> live) {
    return measured.keepsTiming() && policy.minPurchaseProbability() > 0
        ? live.flatMap(OfferPolicy::purchase)
        : Optional.empty();
  }

  private TrainingSet intents(Material all) {
    return intents(all.prefixes(), all, window.first(), window.asOf());
  }

  private TrainingSet purchases(Material all) {
    return purchases(all.prefixes(), window.first(), window.asOf());
  }

  private Optional<Classifier> again(
      Optional<Classifier> chosen, Optional<Family> family, Objective objective, TrainingSet rows) {
    return chosen.map(
        classifier -> {
          Learner learner = learner(family.orElseThrow(), objective, classifier.predictor());
          return new Classifier(
              learner.fit(rows, rows.select(new int[0])),
              learner.family().link(),
              classifier.calibration());
        });
  }

  /** The learner of a family, which boosts for as many rounds as were kept. */
  private Learner learner(Family family, Objective objective, Predictor chosen) {
    return family == Family.BOOSTED_TREES && chosen instanceof TreeEnsemble trees
        ? new BoostedTrees(objective, boosting(objective, Math.max(1, trees.roots().length)))
        : learners(objective).stream()
            .filter(learner -> learner.family() == family)
            .findFirst()
            .orElseThrow();
  }

  /** Frees what was kept of the sessions. */
  @Override
  public void close() {
    sessions.close();
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Behaviour;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TimingPolicy;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.IntentEstimate;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.score.Trace.Model;
import io.basketwise.models.score.Trace.Moved;
import io.basketwise.models.session.SessionFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Session features, intent, purchase and timing of a moment. Who withholds consent, or sends no
 * events, is not judged by a session.
 */
final class Moods {
  private static final Intent[] INTENTS = Intent.values();
  private static final int NAMED = 5;

  private final Optional<SessionFeatures> features;
  private final BehaviourModels models;
  private final TimingPolicy timing;

  Moods(Artifact artifact, ItemIndex index) {
    Optional<Behaviour> behaviour = artifact.behaviour();
    features = behaviour.map(each -> new SessionFeatures(artifact, each.signals(), index::find));
    models = behaviour.map(each -> each.models().quick()).orElse(BehaviourModels.NONE);
    Policy policy = artifact.policy();
    timing = new TimingPolicy(models, policy.minPurchaseProbability(), policy.gainBounds());
  }

  Mood of(Moment moment) {
    if (features.isEmpty() || !moment.consent() || moment.events().isEmpty()) {
      return Mood.UNKNOWN;
    }
    double[] row = features.get().of(moment);
    TimingPolicy.Verdict verdict = timing.judge(row);
    return new Mood(
        row,
        models.intent().map(model -> estimate(model.probabilities(row))),
        verdict.purchase(),
        verdict.gain(),
        verdict.reason());
  }

  private IntentEstimate estimate(double[] shares) {
    Map<Intent, Double> probabilities = new EnumMap<>(Intent.class);
    for (int i = 0; i < INTENTS.length; i++) {
      probabilities.put(INTENTS[i], shares[i]);
    }
    int best = Classifier.likeliest(shares);
    return new IntentEstimate(
        shares[best] >= models.minConfidence() ? Optional.of(INTENTS[best]) : Optional.empty(),
        probabilities);
  }

  /** What each model made of a mood, and which features moved it most. */
  List<Model> explain(Mood mood) {
    List<Model> all = new ArrayList<>();
    if (mood.features().length == 0) {
      return all;
    }
    double[] row = mood.features();
    models
        .intent()
        .ifPresent(
            model -> {
              double[] shares = model.probabilities(row);
              int best = Classifier.likeliest(shares);
              all.add(model("intent " + INTENTS[best].key(), shares[best], model, best, row));
            });
    models
        .purchase()
        .ifPresent(model -> all.add(model("purchase", model.probabilities(row)[0], model, 0, row)));
    mood.gain()
        .ifPresent(gain -> models.timing().ifPresent(model -> all.addAll(gains(gain, model, row))));
    return all;
  }

  private static List<Model> gains(TimingModel.Gain gain, TimingModel model, double[] row) {
    return List.of(
        new Model("gain of an offer", gain.mean(), most(row, model::contribute)),
        new Model("its lower bound", gain.lower(), List.of()),
        new Model("haste, on the chance of an order", model.haste(row), List.of()),
        new Model("prices, on the chance of an order", model.prices(row), List.of()));
  }

  private static Model model(
      String name, double value, Classifier model, int output, double[] row) {
    return new Model(
        name, value, most(row, (of, moved) -> model.predictor().contribute(of, output, moved)));
  }

  /** The features that did most, of what was added to the place of each. */
  private static List<Moved> most(double[] row, BiConsumer<double[], double[]> contribute) {
    double[] moved = new double[SessionFeature.count()];
    contribute.accept(row, moved);
    return Arrays.stream(SessionFeature.values())
        .filter(feature -> moved[feature.column()] != 0)
        .sorted(Comparator.comparingDouble(feature -> -Math.abs(moved[feature.column()])))
        .limit(NAMED)
        .map(feature -> new Moved(feature, row[feature.column()], moved[feature.column()]))
        .toList();
  }
}

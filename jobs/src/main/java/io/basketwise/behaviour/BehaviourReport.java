package io.basketwise.behaviour;

import io.basketwise.behaviour.learn.Family;
import io.basketwise.behaviour.learn.Reliability;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How the models of behaviour fared on the holdout.
 *
 * @param sessions that were learned from
 * @param functions how the labelling functions fared
 * @param agreement share of the given labels that the weak ones agree with, where both are
 * @param intent the intent classifier at half of the holdout's sessions, if it was learned
 * @param purchase the purchase model, if it was learned
 * @param timing the timing model and the worth of policies
 * @param notes what was left out, and why
 */
public record BehaviourReport(
    int sessions,
    List<FunctionReport> functions,
    OptionalDouble agreement,
    Optional<Intents> intent,
    Optional<Purchases> purchase,
    Timing timing,
    List<String> notes) {
  /**
   * How a labelling function fared.
   *
   * @param coverage share of sessions on which it votes
   * @param overlap share on which another votes too
   * @param conflict share on which another votes for something else
   * @param accuracy estimated share of its votes that are right
   */
  public record FunctionReport(
      Intent intent,
      String name,
      double coverage,
      double overlap,
      double conflict,
      double accuracy) {}

  /**
   * The intent classifier at half of a session.
   *
   * @param labels where the truth came from: labels or weak labels
   * @param confusion rows by true, columns by predicted intent
   */
  public record Intents(
      Family family,
      Map<Family, Double> losses,
      String labels,
      int sessions,
      double macroF1,
      double calibrationError,
      double[][] confusion,
      List<SessionFeature> important) {
    /** Decimals of the confusion matrix: labels that are given make counts, weak ones shares. */
    public int confusionDecimals() {
      return Arrays.stream(confusion)
              .flatMapToDouble(Arrays::stream)
              .allMatch(sessions -> sessions == Math.rint(sessions))
          ? 0
          : 1;
    }
  }

  /**
   * The purchase model at the holdout's moments.
   *
   * @param reliability how often an order followed where a chance was foretold
   */
  public record Purchases(
      Family family,
      Map<Family, Double> losses,
      int moments,
      double auc,
      double averagePrecision,
      double calibrationError,
      List<Reliability.Bin> reliability,
      List<SessionFeature> important) {}

  /**
   * The timing model.
   *
   * @param state trained, kept (what decides in the live version stays), or untrained (stated
   *     rules)
   * @param reason why it is untrained, if it is
   * @param moments logged moments that were learned from
   * @param unusable logged moments whose propensity is missing or that chance did not decide
   * @param values worth of policies on the holdout's log, by name
   * @param gain of the new policy over the live one, if there is one
   */
  public record Timing(
      String state,
      Optional<String> reason,
      int moments,
      int unusable,
      Map<String, OffPolicy.Estimate> values,
      Optional<OffPolicy.Value> gain) {
    /** The state where a new timing model is published. */
    public static final String TRAINED = "trained";

    /** The state where the stated rules decide. */
    public static final String UNTRAINED = "untrained";

    /** The state where what decides in the live version stays: its timing model or its rules. */
    public static final String KEPT = "kept";

    /** What a share of the live policy's worth is; 0 where its worth is not known. */
    public double allowedLoss(double share) {
      OffPolicy.Estimate live = values.get(PolicyValues.LIVE);
      return live == null ? 0 : share * Math.abs(live.doublyRobust().value());
    }

    /** Whether the new policy may, as far as the log tells, lose more than that share. */
    public boolean mayLose(double share) {
      return gain.isPresent() && !(gain.get().low() >= -allowedLoss(share));
    }
  }

  /**
   * As it stands in a manifest. A number that could not be told is left out, as the area under the
   * curve of one class. So is what the live policy was worth: a version that keeps nothing of the
   * live one is the same whatever was live, and the run's record tells of it.
   */
  public Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    json.put("sessions", (long) sessions);
    json.put("labelling", functions.stream().<Object>map(BehaviourReport::json).toList());
    agreement.ifPresent(share -> json.put("label_agreement", share));
    intent.ifPresent(each -> json.put("intent", json(each)));
    purchase.ifPresent(each -> json.put("purchase", json(each)));
    json.put("timing", json(timing));
    return json;
  }

  /** What a manifest tells where nothing at all was learned of behaviour. */
  public static Map<String, Object> nothing(String reason) {
    return new TreeMap<>(Map.of("timing", state(Timing.UNTRAINED, Optional.of(reason))));
  }

  private static Map<String, Object> state(String state, Optional<String> reason) {
    Map<String, Object> json = new TreeMap<>(Map.of("state", state));
    reason.ifPresent(why -> json.put("reason", why));
    return json;
  }

  private static Map<String, Object> known(Map<String, Object> json) {
    Map<String, Object> known = new TreeMap<>(json);
    known.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
    return known;
  }

  private static Map<String, Object> json(FunctionReport function) {
    return known(
        Map.of(
            "intent", function.intent().key(),
            "name", function.name(),
            "coverage", function.coverage(),
            "overlap", function.overlap(),
            "conflict", function.conflict(),
            "accuracy", function.accuracy()));
  }

  private static Map<String, Object> json(Intents intents) {
    return known(
        Map.of(
            "family",
            intents.family.id(),
            "log_loss",
            losses(intents.losses),
            "labels",
            intents.labels,
            "sessions",
            (long) intents.sessions,
            "macro_f1",
            intents.macroF1,
            "calibration_error",
            intents.calibrationError,
            "important",
            keys(intents.important)));
  }

  private static Map<String, Object> json(Purchases purchases) {
    return known(
        Map.of(
            "family",
            purchases.family.id(),
            "log_loss",
            losses(purchases.losses),
            "moments",
            (long) purchases.moments,
            "auc",
            purchases.auc,
            "average_precision",
            purchases.averagePrecision,
            "calibration_error",
            purchases.calibrationError,
            "important",
            keys(purchases.important)));
  }

  private static List<Object> keys(List<SessionFeature> features) {
    return features.stream().<Object>map(SessionFeature::key).toList();
  }

  private static Map<String, Object> losses(Map<Family, Double> losses) {
    Map<String, Object> json = new TreeMap<>();
    losses.forEach((family, loss) -> json.put(family.id(), loss));
    return known(json);
  }

  private static Map<String, Object> json(Timing timing) {
    Map<String, Object> json = state(timing.state, timing.reason);
    json.put("moments", (long) timing.moments);
    json.put("unusable_moments", (long) timing.unusable);
    Map<String, Object> values = new TreeMap<>();
    timing.values.forEach((policy, estimate) -> values.put(policy, json(estimate)));
    values.remove(PolicyValues.LIVE);
    json.put("policies", values);
    return json;
  }

  private static Map<String, Object> json(OffPolicy.Estimate estimate) {
    return known(
        Map.of(
            "ips", json(estimate.ips()),
            "snips", json(estimate.snips()),
            "doubly_robust", json(estimate.doublyRobust()),
            "effective_size", estimate.effectiveSize(),
            "overlap", estimate.overlap(),
            "largest_weight", estimate.largestWeight()));
  }

  private static Map<String, Object> json(OffPolicy.Value value) {
    return known(Map.of("value", value.value(), "low", value.low(), "high", value.high()));
  }

  /** The lines of a run's page. */
  public List<String> lines(String currency) {
    return new BehaviourText(this, currency).lines();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}

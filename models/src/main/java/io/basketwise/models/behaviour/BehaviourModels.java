package io.basketwise.models.behaviour;

import java.util.Optional;

/**
 * The models over session features; one that could not be learned is absent.
 *
 * @param intent probabilities of the intents, in the order of {@link
 *     io.basketwise.models.decision.Intent}
 * @param minConfidence smallest probability of the likeliest intent at which it is named, 0 to 1
 * @param purchase probability that the session ends in an order
 * @param timing gain of offering now against staying quiet
 */
public record BehaviourModels(
    Optional<Classifier> intent,
    double minConfidence,
    Optional<Classifier> purchase,
    Optional<TimingModel> timing) {
  /** Where nothing was learned. */
  public static final BehaviourModels NONE =
      new BehaviourModels(Optional.empty(), 1, Optional.empty(), Optional.empty());

  /** Checks that each model answers what it is asked for. */
  public BehaviourModels {
    intent.ifPresent(model -> outputs("intent", model, INTENTS));
    purchase.ifPresent(model -> outputs("purchase", model, 1));
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("confidence " + minConfidence + ", expected 0 to 1");
    }
  }

  /** The same models, laid out for many predictions. */
  public BehaviourModels quick() {
    return new BehaviourModels(
        intent.map(Classifier::quick),
        minConfidence,
        purchase.map(Classifier::quick),
        timing.map(TimingModel::quick));
  }

  private static final int INTENTS = 5;

  private static void outputs(String name, Classifier model, int expected) {
    if (model.predictor().outputs() != expected
        || model.predictor().features() != SessionFeature.count()) {
      throw new IllegalArgumentException(
          name
              + " of "
              + model.predictor().features()
              + " features and "
              + model.predictor().outputs()
              + " outputs, expected "
              + SessionFeature.count()
              + " and "
              + expected);
    }
  }
}

package io.basketwise.behaviour;

import io.basketwise.models.artifact.Policy;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TimingPolicy;
import io.basketwise.models.decision.Reason;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a version offers: its models within the bounds of its own policy. One that does not look at
 * sessions at all, and so has no models, always does.
 */
public record OfferPolicy(
    Optional<BehaviourModels> models, double minPurchaseProbability, GainBounds minGain) {
  /** Models within the bounds of the merchandisers' policy. */
  public static OfferPolicy of(Optional<BehaviourModels> models, Policy policy) {
    return new OfferPolicy(models, policy.minPurchaseProbability(), policy.gainBounds());
  }

  /** Whether an offer is made at a moment of these features. */
  Predicate<double[]> offers() {
    return models
        .map(each -> new TimingPolicy(each, minPurchaseProbability, minGain))
        .<Predicate<double[]>>map(timing -> row -> timing.judge(row).reason() == Reason.OK)
        .orElse(row -> true);
  }

  /**
   * What stays of this policy in the version of another, which looks at sessions and has its own
   * bounds: when to offer, and the model of purchases, if there is one.
   */
  OfferPolicy within(OfferPolicy other) {
    BehaviourModels own = models.orElse(BehaviourModels.NONE);
    return new OfferPolicy(
        Optional.of(
            new BehaviourModels(
                own.intent(),
                own.minConfidence(),
                own.purchase().or(other::purchase),
                own.timing())),
        other.minPurchaseProbability,
        other.minGain);
  }

  /** Whether the chance of an order has a say in when to offer. */
  boolean boundsPurchase() {
    return minPurchaseProbability > 0;
  }

  Optional<TimingModel> timing() {
    return models.flatMap(BehaviourModels::timing);
  }

  Optional<Classifier> purchase() {
    return models.flatMap(BehaviourModels::purchase);
  }
}

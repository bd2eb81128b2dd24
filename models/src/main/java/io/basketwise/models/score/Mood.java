package io.basketwise.models.score;

import io.basketwise.models.behaviour.TimingModel.Gain;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.IntentEstimate;
import io.basketwise.models.decision.Reason;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a session tells of the visitor.
 *
 * @param features by column; empty where nothing may be or is known
 * @param intent why they are here, if there is a model
 * @param purchase probability that the session ends in an order, if there is a model
 * @param gain of offering now, if there is a model that knows the placement
 * @param timing why an offer would hurt, {@link Reason#OK} when it would not
 */
record Mood(
    double[] features,
    Optional<IntentEstimate> intent,
    OptionalDouble purchase,
    Optional<Gain> gain,
    Reason timing) {
  /** Of somebody of whom nothing may be or is known. */
  static final Mood UNKNOWN =
      new Mood(
          new double[0], Optional.empty(), OptionalDouble.empty(), Optional.empty(), Reason.OK);

  /** The intent whose words fit. */
  Optional<Intent> label() {
    return intent.flatMap(IntentEstimate::label);
  }
}

package io.basketwise.models.decision;

import java.util.Map;
import java.util.Optional;

/**
 * The likeliest intent, where it is likely enough to be named, and the probability of each.
 *
 * @param label empty where the model abstains
 */
public record IntentEstimate(Optional<Intent> label, Map<Intent, Double> probabilities) {
  /** Copies the map. */
  public IntentEstimate {
    probabilities = Map.copyOf(probabilities);
  }
}

package io.basketwise.models.decision;

import java.util.Map;

/** The likeliest intent and the probability of each. */
public record IntentEstimate(Intent label, Map<Intent, Double> probabilities) {
  /** Copies the map. */
  public IntentEstimate {
    probabilities = Map.copyOf(probabilities);
  }
}

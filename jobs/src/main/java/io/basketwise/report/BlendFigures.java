package io.basketwise.report;

import io.basketwise.evaluate.FitBlend;
import io.basketwise.models.score.EvidenceFeature;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the blend weighs evidence.
 *
 * @param weights by kind of evidence
 * @param queries hidden items that it was fitted on
 * @param reached of these, the ones that were candidates at all
 */
public record BlendFigures(Map<String, Double> weights, int queries, int reached) {
  /** Of a fitted blend. */
  public static BlendFigures of(FitBlend.Result fitted) {
    Map<String, Double> weights = new TreeMap<>();
    for (EvidenceFeature feature : EvidenceFeature.values()) {
      weights.put(
          feature.name().toLowerCase(Locale.ROOT), fitted.blend().weights()[feature.column()]);
    }
    return new BlendFigures(weights, fitted.queries(), fitted.reached());
  }

  /** As it stands in a manifest. */
  public Map<String, Object> json() {
    return new TreeMap<>(
        Map.of(
            "weights",
            new TreeMap<String, Object>(weights),
            "validation_queries",
            (long) queries,
            "validation_reached",
            (long) reached));
  }
}

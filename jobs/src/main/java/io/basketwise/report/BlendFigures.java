package io.basketwise.report;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.failure.Quantity;
import io.basketwise.models.score.EvidenceFeature;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the blend weighs evidence.
 *
 * @param weights by kind of evidence
 * @param queries hidden items that it was fitted on
 * @param reached of these, the ones that were candidates at all
 */
public record BlendFigures(Map<String, Double> weights, int queries, int reached) {
  /** Methods that are no evidence of the blend. */
  private static final Set<String> NO_PARTS =
      Set.of(Evaluate.BLEND, Evaluate.POPULARITY, Evaluate.PERSONAL_FREQUENCY);

  /** With fewer hidden items chance decides much of the weights. */
  private static final int FEW = 1_000;

  /** Of a fitted blend. */
  public static BlendFigures of(FitBlend.Result fitted) {
    Map<String, Double> weights = new TreeMap<>();
    for (EvidenceFeature feature : EvidenceFeature.values()) {
      weights.put(
          feature.name().toLowerCase(Locale.ROOT), fitted.blend().weights()[feature.column()]);
    }
    return new BlendFigures(weights, fitted.queries(), fitted.reached());
  }

  /** A note where one kind of evidence alone ranks better than all of them weighed together. */
  public Optional<String> beatenBy(Evaluate.Figures figures) {
    double blend = hitRate(figures, Evaluate.BLEND);
    return figures.figures().keySet().stream()
        .filter(method -> !NO_PARTS.contains(method))
        .max(
            Comparator.comparingDouble((String method) -> hitRate(figures, method))
                .thenComparing(Comparator.reverseOrder()))
        .filter(best -> hitRate(figures, best) > blend)
        .map(
            best ->
                String.format(
                    Locale.ROOT,
                    "%s alone has an HR@6 of %.4f, the blend of %.4f: its weights were fitted on"
                        + " %s among the candidates%s",
                    best,
                    hitRate(figures, best),
                    blend,
                    Quantity.of(reached, "hidden item that was", "hidden items that were"),
                    reached < FEW ? ", which are few" : ""));
  }

  private static double hitRate(Evaluate.Figures figures, String method) {
    return figures.of(method, Evaluate.HIT_RATE_6).value();
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

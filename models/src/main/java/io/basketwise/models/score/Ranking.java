package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Objective;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.decision.OfferKind;
import java.nio.file.Path;

/** Scores a candidate by the learned blend and values it by the placement's objective. */
final class Ranking {
  private static final double LEAST_SCORE = 1e-12;

  private final Path folder;
  private final Items items;
  private final Blend blend;
  private final double[] weights;
  private final ObjectiveValue value;

  Ranking(Artifact artifact) {
    folder = artifact.folder();
    items = artifact.items();
    blend = artifact.affinity().blend();
    weights = blend.weights();
    value = new ObjectiveValue(items);
  }

  Scored of(
      CandidateSet candidates,
      int slot,
      double[] rows,
      Objective objective,
      CompiledRules.Active rules) {
    int item = candidates.item(slot);
    double sum = EvidenceFeatures.blend(rows, slot, weights);
    if (!Double.isFinite(sum)) {
      throw ArtifactException.damaged(
          folder, "a blend of " + sum + " for " + items.id(item), "finite evidence");
    }
    double score = sigmoid(blend.calibrationSlope() * sum + blend.calibrationIntercept());
    double worth = boosted(value.of(objective, item, score), rules.boost(item));
    return new Scored(slot, item, kind(candidates, slot), sum, score, worth, rules.pinned(item));
  }

  /** A boost lifts a loss towards zero rather than deepen it. */
  private static double boosted(double worth, double factor) {
    return worth >= 0 ? worth * factor : worth / factor;
  }

  /** Within (0, 1) even where a double would round to its ends. */
  private static double sigmoid(double z) {
    double p = 1 / (1 + StrictMath.exp(-z));
    return Math.max(LEAST_SCORE, Math.min(1 - LEAST_SCORE, p));
  }

  private OfferKind kind(CandidateSet candidates, int slot) {
    if (candidates.pairs(Relation.UPGRADE).anchor(slot) >= 0) {
      return OfferKind.UPGRADE;
    }
    if (candidates.pairs(Relation.SIMILAR).anchor(slot) >= 0) {
      return OfferKind.SIMILAR;
    }
    return switch (items.kind(candidates.item(slot))) {
      case ADD_ON, WARRANTY, SERVICE -> OfferKind.ADD_ON;
      case PRODUCT, PLAN, SEAT ->
          candidates.rules().fires(slot) ? OfferKind.BUNDLE : OfferKind.COMPLEMENT;
    };
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.Objective;
import io.basketwise.models.artifact.PlacementPolicy;
import java.nio.file.Path;

/**
 * Ranks the eligible candidates by the learned blend, valued by the placement's objective, into the
 * shortlist of what the placement has room for. Nothing is allocated for a candidate.
 */
final class Ranking {
  private static final int ALS = EvidenceFeature.ALS.column();
  private static final int PINNED = 2;
  private static final int CLOSES_THE_GAP = 1;

  /** Far above what rounding can add to a product of two vectors, or to a blend. */
  private static final double ROUNDING = 1e-9;

  private final Path folder;
  private final EvidenceFeatures features;
  private final BlendBound bound;
  private final Calibration calibration;
  private final double[] weights;
  private final Medians medians;

  Ranking(Artifact artifact, EvidenceFeatures features) {
    folder = artifact.folder();
    this.features = features;
    Blend blend = artifact.affinity().blend();
    calibration = new Calibration(blend);
    weights = blend.weights();
    bound = new BlendBound(weights, artifact.bundles());
    medians = new Medians(artifact.items());
  }

  /** Computes what stands for unknown prices and margins. */
  void warm() {
    medians.known();
  }

  Valuation valuation(Workspace space, Objective objective, CompiledRules.Active rules) {
    return new Valuation(space, calibration, medians, objective, rules);
  }

  double score(double sum) {
    return calibration.score(sum);
  }

  /** Fills the shortlist with the best of the eligible candidates. */
  void rank(
      Workspace space,
      int[] context,
      PlacementPolicy placement,
      int room,
      CompiledRules.Active rules) {
    CandidateSet candidates = space.candidates();
    Facts facts = space.facts();
    Verdicts verdicts = space.verdicts();
    Shortlist shortlist = space.shortlist();
    shortlist.clear(room, candidates.size(), placement.maxPerCategory());
    Valuation valuation = valuation(space, placement.objective(), rules);
    double[] user = features.userVector(context);
    double reach = Math.abs(weights[ALS]) * ItemRows.norm(user) * (1 + ROUNDING);
    double[] row = space.row();
    int eligible = verdicts.collectEligible();
    double[] most = bounds(space, eligible, reach);
    for (int position = 0; position < eligible; position++) {
      int slot = verdicts.slot(position);
      int item = candidates.item(slot);
      int category = facts.category(slot);
      int precedence = precedence(item, verdicts.kinds(slot), rules);
      // What is not a finite number is looked at closely, and told.
      boolean bounded = Double.isFinite(most[position]);
      if (bounded
          && !shortlist.admits(category, precedence, valuation.orderAtMost(slot, most[position]))) {
        continue;
      }
      features.write(candidates, slot, row);
      double closer = finite(blendAtMost(row, reach * facts.normAtMost(slot)), item);
      if (shortlist.admits(category, precedence, valuation.orderAtMost(slot, closer))) {
        row[ALS] = features.als(item, user);
        double sum = EvidenceFeatures.blend(row, 0, weights);
        shortlist.offer(slot, item, category, precedence, valuation.order(slot, sum), sum);
      }
    }
  }

  /** Bounds of all eligible candidates in a loop that does nothing else. */
  private double[] bounds(Workspace space, int eligible, double reach) {
    CandidateSet candidates = space.candidates();
    Facts facts = space.facts();
    Verdicts verdicts = space.verdicts();
    double[] most = space.bounds(eligible);
    for (int position = 0; position < eligible; position++) {
      most[position] = rounded(bound.of(candidates, facts, verdicts.slot(position), reach));
    }
    return most;
  }

  /**
   * No less than the blend whatever the ALS feature is: by Cauchy and Schwarz its part is at most
   * the product of the vectors' lengths, and most factors need not be read.
   */
  private double blendAtMost(double[] row, double alsPart) {
    row[ALS] = 0;
    return rounded(EvidenceFeatures.blend(row, 0, weights) + alsPart);
  }

  /** A bound with what rounding can add. */
  private static double rounded(double bound) {
    return bound + (Math.abs(bound) + 1) * ROUNDING;
  }

  private double finite(double bound, int item) {
    if (!Double.isFinite(bound)) {
      throw ArtifactException.damaged(
          folder, "evidence of " + bound + " for item " + item, "finite numbers");
    }
    return bound;
  }

  /** Pins come first, then the one item that closes the gap to free shipping. */
  static int precedence(int item, int kinds, CompiledRules.Active rules) {
    if (rules.pinned(item)) {
      return PINNED;
    }
    return (kinds & KindChoice.THRESHOLD) != 0 ? CLOSES_THE_GAP : 0;
  }

  /** The features and the blend of one candidate. */
  double blend(CandidateSet candidates, int slot, double[] user, double[] row) {
    features.write(candidates, slot, row);
    row[ALS] = features.als(candidates.item(slot), user);
    return EvidenceFeatures.blend(row, 0, weights);
  }
}

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

  /** What stands for the order of a candidate that was looked at. */
  private static final double DONE = Double.NaN;

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

  /**
   * Fills the shortlist with the best of the candidates that pass. What could not be among them
   * even if it passed, as nearly all could not, is not judged.
   */
  void rank(
      Workspace space,
      int[] context,
      PlacementPolicy placement,
      int room,
      CompiledRules.Active rules,
      Eligibility.Judge judge) {
    int size = space.candidates().size();
    Shortlist shortlist = space.shortlist();
    shortlist.clear(room, size, placement.maxPerCategory());
    var contest = new Contest(space, features.userVector(context), placement, rules, judge);
    double[] most = contest.orders();
    // Those first that promise most: after them hardly any other can be good enough.
    for (int i = 0; i < shortlist.limit(); i++) {
      int slot = highest(most, size);
      contest.enter(slot, most[slot]);
      most[slot] = DONE;
    }
    for (int slot = 0; slot < size; slot++) {
      if (!Double.isNaN(most[slot]) && !(most[slot] < contest.floor())) {
        contest.enter(slot, most[slot]);
      }
    }
  }

  /** The first slot with the highest value; none of {@link #DONE} where there is another. */
  private static int highest(double[] values, int size) {
    int highest = 0;
    for (int slot = 1; slot < size; slot++) {
      if (values[slot] > values[highest] || Double.isNaN(values[highest])) {
        highest = slot;
      }
    }
    return highest;
  }

  /** The candidates of one moment beside each other. */
  private final class Contest {
    private final Workspace space;
    private final CandidateSet candidates;
    private final Facts facts;
    private final Shortlist shortlist;
    private final double[] user;
    private final double reach;
    private final Valuation valuation;
    private final CompiledRules.Active rules;
    private final Eligibility.Judge judge;

    /** Whether some may come before others that are worth more. */
    private final boolean precedences;

    Contest(
        Workspace space,
        double[] user,
        PlacementPolicy placement,
        CompiledRules.Active rules,
        Eligibility.Judge judge) {
      this.space = space;
      candidates = space.candidates();
      facts = space.facts();
      shortlist = space.shortlist();
      this.user = user;
      reach = Math.abs(weights[ALS]) * ItemRows.norm(user) * (1 + ROUNDING);
      valuation = valuation(space, placement.objective(), rules);
      this.rules = rules;
      this.judge = judge;
      precedences = rules.pins() || judge.hasGap();
    }

    /**
     * No less than what each candidate is ordered by; infinite where its bound is not a finite
     * number, so that it is looked at closely, and told.
     */
    double[] orders() {
      double[] most = bounds(space, reach);
      for (int slot = 0; slot < candidates.size(); slot++) {
        most[slot] =
            Double.isFinite(most[slot])
                ? valuation.orderAtMost(slot, most[slot])
                : Double.POSITIVE_INFINITY;
      }
      return most;
    }

    /** What a candidate must at least promise to be looked at. */
    double floor() {
      return precedences ? Double.NEGATIVE_INFINITY : shortlist.floor();
    }

    /** Shortlists a candidate that is ordered by no more than this, if it passes and is better. */
    void enter(int slot, double most) {
      int item = candidates.item(slot);
      int category = facts.category(slot);
      int precedence = precedence(item, space.verdicts().kinds(slot), rules);
      boolean out =
          most < Double.POSITIVE_INFINITY && !shortlist.admits(category, precedence, most);
      if (out || !judge.passes(slot)) {
        return;
      }
      double[] row = space.row();
      features.write(candidates, slot, row);
      double closer = finite(blendAtMost(row, reach * facts.normAtMost(slot)), item);
      if (shortlist.admits(category, precedence, valuation.orderAtMost(slot, closer))) {
        row[ALS] = features.als(item, user);
        double sum = EvidenceFeatures.blend(row, 0, weights);
        shortlist.offer(slot, item, category, precedence, valuation.order(slot, sum), sum);
      }
    }
  }

  /** Bounds of all candidates in a loop that does nothing else. */
  private double[] bounds(Workspace space, double reach) {
    CandidateSet candidates = space.candidates();
    Facts facts = space.facts();
    double[] most = space.bounds(candidates.size());
    for (int slot = 0; slot < candidates.size(); slot++) {
      most[slot] = rounded(bound.of(candidates, facts, slot, reach));
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

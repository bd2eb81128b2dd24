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
  private final ItemRows rows;

  Ranking(Artifact artifact, EvidenceFeatures features, ItemRows rows) {
    folder = artifact.folder();
    this.features = features;
    Blend blend = artifact.affinity().blend();
    calibration = new Calibration(blend);
    weights = blend.weights();
    bound = new BlendBound(weights, artifact.bundles());
    this.rows = rows;
  }

  /** Computes what stands for unknown prices and margins. */
  void warm() {
    rows.medians().known();
  }

  boolean isWarm() {
    return rows.medians().areKnown();
  }

  Valuation valuation(Workspace space, Objective objective, CompiledRules.Active rules) {
    return new Valuation(space, rows, calibration, objective, rules);
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
    space.shortlist().clear(room, space.candidates().size(), placement.maxPerCategory());
    var contest = new Contest(space, features.userVector(context), placement, rules, judge);
    contest.boundAll();
    contest.enterBest();
    contest.boundPromising();
    contest.enterBest();
    contest.enterRest();
  }

  /** The candidates of one moment beside each other. */
  private final class Contest {
    private final Workspace space;
    private final CandidateSet candidates;
    private final Facts facts;
    private final Ceilings ceilings = rows.ceilings();
    private final Shortlist shortlist;
    private final double[] user;
    private final double reach;
    private final Valuation valuation;
    private final CompiledRules.Active rules;
    private final Eligibility.Judge judge;

    /** Whether some may come before others that are worth more. */
    private final boolean precedences;

    /** Those still to be looked at, and no less than what each is ordered by. */
    private final int[] slots;

    private final double[] most;
    private int count;

    Contest(
        Workspace space,
        double[] user,
        PlacementPolicy placement,
        CompiledRules.Active rules,
        Eligibility.Judge judge) {
      this.space = space;
      candidates = space.candidates();
      facts = rows.facts();
      shortlist = space.shortlist();
      this.user = user;
      reach = Math.abs(weights[ALS]) * ItemRows.norm(user) * (1 + ROUNDING);
      valuation = valuation(space, placement.objective(), rules);
      this.rules = rules;
      this.judge = judge;
      precedences = rules.pins() || judge.hasGap();
      slots = space.slots(candidates.size());
      most = space.bounds(candidates.size());
    }

    /**
     * Bounds what each candidate is ordered by, by its evidence alone, whatever its item; with
     * infinity where that is not a finite number, so that it is looked at closely, and told.
     */
    void boundAll() {
      count = candidates.size();
      double ofAny = ceilings.bias() + reach * ceilings.norm();
      for (int slot = 0; slot < count; slot++) {
        double blend = rounded(bound.of(candidates, slot) + ofAny);
        slots[slot] = slot;
        most[slot] = most(slot, blend, valuation.orderOfAnyAtMost(slot, blend));
      }
    }

    /** Those that come before others, which are few, are looked at whatever they are worth. */
    private double most(int slot, double blend, double order) {
      boolean first =
          precedences && precedence(candidates.item(slot), space.verdicts().kinds(slot), rules) > 0;
      return first || !Double.isFinite(blend) ? Double.POSITIVE_INFINITY : order;
    }

    /** Leaves those that may be good enough, their facts fetched, and bounds them closer. */
    void boundPromising() {
      double floor = shortlist.floor();
      int left = 0;
      int fetched = 0;
      for (int i = 0; i < count; i++) {
        slots[left] = slots[i];
        most[left] = most[i];
        left += most[i] >= floor ? 1 : 0;
      }
      count = left;
      for (int i = 0; i < count; i++) {
        fetched += facts.flags(candidates.item(slots[i]));
      }
      candidates.fetched(fetched);
      for (int i = 0; i < count; i++) {
        most[i] = orderAtMost(slots[i]);
      }
    }

    private double orderAtMost(int slot) {
      int item = candidates.item(slot);
      double ofItem = facts.biasAtMost(item) + reach * facts.normAtMost(item);
      double blend = rounded(bound.of(candidates, slot) + ofItem);
      return most(slot, blend, valuation.orderAtMost(slot, blend));
    }

    /** Those that promise most: after them hardly any other can be good enough. */
    void enterBest() {
      int limit = Math.min(shortlist.limit(), count);
      int[] best = space.best(limit);
      int found = 0;
      for (int i = 0; i < count && limit > 0; i++) {
        if (found < limit || most[i] > most[best[found - 1]]) {
          found = Math.min(found + 1, limit);
          int place = found - 1;
          for (; place > 0 && most[i] > most[best[place - 1]]; place--) {
            best[place] = best[place - 1];
          }
          best[place] = i;
        }
      }
      for (int place = 0; place < found; place++) {
        enter(slots[best[place]], most[best[place]]);
        most[best[place]] = DONE;
      }
    }

    void enterRest() {
      for (int i = 0; i < count; i++) {
        if (most[i] >= shortlist.floor()) {
          enter(slots[i], most[i]);
        }
      }
    }

    /** Shortlists a candidate that is ordered by no more than this, if it passes and is better. */
    private void enter(int slot, double atMost) {
      int item = candidates.item(slot);
      int category = facts.category(item);
      int precedence = precedence(item, space.verdicts().kinds(slot), rules);
      boolean out =
          atMost < Double.POSITIVE_INFINITY && !shortlist.admits(category, precedence, atMost);
      if (out || !judge.passes(slot)) {
        return;
      }
      double[] row = space.row();
      features.write(candidates, slot, row);
      double closer = finite(blendAtMost(row, reach * facts.normAtMost(item)), item);
      if (shortlist.admits(category, precedence, valuation.orderAtMost(slot, closer))) {
        row[ALS] = features.als(item, user);
        double sum = EvidenceFeatures.blend(row, 0, weights);
        shortlist.offer(slot, item, category, precedence, valuation.order(slot, sum), sum);
      }
    }
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

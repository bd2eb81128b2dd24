package io.basketwise.models.score;

import io.basketwise.models.artifact.Objective;

/**
 * What candidates are worth to a placement's objective at a moment: the score, times price or
 * margin, times boosts. An unknown price or margin is filled in from {@link Medians}.
 */
final class Valuation {
  private final Facts facts;
  private final CandidateSet candidates;
  private final Calibration calibration;
  private final Medians medians;
  private final Objective objective;
  private final CompiledRules.Active rules;

  Valuation(
      Workspace space,
      Calibration calibration,
      Medians medians,
      Objective objective,
      CompiledRules.Active rules) {
    facts = space.facts();
    candidates = space.candidates();
    this.calibration = calibration;
    this.medians = medians;
    this.objective = objective;
    this.rules = rules;
  }

  /** A boost lifts a loss towards zero rather than deepen it. */
  double worth(int slot, double sum) {
    double worth = calibration.score(sum) * factor(slot);
    double boost = rules.boosts() ? rules.boost(candidates.item(slot)) : 1;
    return worth >= 0 ? worth * boost : worth / boost;
  }

  /**
   * What candidates are ordered by before their blend. The score never falls as the blend rises, so
   * that where the score alone counts the order is the blend's, which spares its exponential.
   */
  double order(int slot, double sum) {
    return byBlend() ? sum : worth(slot, sum);
  }

  /** No less than {@link #order} of any blend up to this, without an exponential. */
  double orderAtMost(int slot, double most) {
    if (byBlend()) {
      return most;
    }
    double boost = rules.boosts() ? rules.boost(candidates.item(slot)) : 1;
    double worth = calibration.scoreAtMost(most) * factor(slot) * boost;
    return worth >= 0 ? worth : 0;
  }

  private boolean byBlend() {
    return objective == Objective.RELEVANCE && !rules.boosts();
  }

  private double factor(int slot) {
    return switch (objective) {
      case RELEVANCE -> 1;
      case REVENUE -> medians.price(facts.price(slot));
      case MARGIN -> medians.margin(facts.price(slot), facts.margin(slot));
    };
  }
}

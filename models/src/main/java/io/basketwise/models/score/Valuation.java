package io.basketwise.models.score;

import io.basketwise.models.artifact.Objective;

/**
 * What candidates are worth to a placement's objective at a moment: the score, times price or
 * margin, times boosts. An unknown price or margin is filled in from {@link Medians}.
 */
final class Valuation {
  private final Facts facts;
  private final double mostFactor;
  private final CandidateSet candidates;
  private final Calibration calibration;
  private final Medians medians;
  private final Objective objective;
  private final CompiledRules.Active rules;

  Valuation(
      Workspace space,
      ItemRows rows,
      Calibration calibration,
      Objective objective,
      CompiledRules.Active rules) {
    candidates = space.candidates();
    facts = rows.facts();
    medians = rows.medians();
    this.calibration = calibration;
    this.objective = objective;
    this.rules = rules;
    mostFactor =
        switch (objective) {
          case RELEVANCE -> 1;
          case REVENUE -> rows.ceilings().price();
          case MARGIN -> rows.ceilings().margin();
        };
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
    return byBlend() ? most : worthAtMost(slot, most, factor(slot));
  }

  /** The same before anything was read of the item: no less than if it were any other. */
  double orderOfAnyAtMost(int slot, double most) {
    return byBlend() ? most : worthAtMost(slot, most, mostFactor);
  }

  private double worthAtMost(int slot, double most, double factor) {
    double boost = rules.boosts() ? rules.boost(candidates.item(slot)) : 1;
    double worth = calibration.scoreAtMost(most) * factor * boost;
    return worth >= 0 ? worth : 0;
  }

  private boolean byBlend() {
    return objective == Objective.RELEVANCE && !rules.boosts();
  }

  private double factor(int slot) {
    int item = candidates.item(slot);
    return switch (objective) {
      case RELEVANCE -> 1;
      case REVENUE -> medians.price(facts.price(item));
      case MARGIN -> medians.margin(facts.price(item), facts.margin(item));
    };
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Objective;

/**
 * What candidates are worth to a placement's objective at a moment: the score, times price or
 * margin, times boosts. An unknown price or margin is filled in from {@link Medians}.
 */
final class Valuation {
  private final ItemRows rows;
  private final Calibration calibration;
  private final Medians medians;
  private final Objective objective;
  private final CompiledRules.Active rules;

  Valuation(
      ItemRows rows,
      Calibration calibration,
      Medians medians,
      Objective objective,
      CompiledRules.Active rules) {
    this.rows = rows;
    this.calibration = calibration;
    this.medians = medians;
    this.objective = objective;
    this.rules = rules;
  }

  /** A boost lifts a loss towards zero rather than deepen it. */
  double worth(int item, double sum) {
    double worth = calibration.score(sum) * factor(item);
    double boost = rules.boosts() ? rules.boost(item) : 1;
    return worth >= 0 ? worth * boost : worth / boost;
  }

  /**
   * What candidates are ordered by before their blend. The score never falls as the blend rises, so
   * that where the score alone counts the order is the blend's, which spares its exponential.
   */
  double order(int item, double sum) {
    return byBlend() ? sum : worth(item, sum);
  }

  /** No less than {@link #order} of any blend up to this, without an exponential. */
  double orderAtMost(int item, double most) {
    if (byBlend()) {
      return most;
    }
    double boost = rules.boosts() ? rules.boost(item) : 1;
    return Math.max(0, calibration.scoreAtMost(most) * factor(item) * boost);
  }

  private boolean byBlend() {
    return objective == Objective.RELEVANCE && !rules.boosts();
  }

  private double factor(int item) {
    return switch (objective) {
      case RELEVANCE -> 1;
      case REVENUE -> medians.price(rows.price(item));
      case MARGIN -> medians.margin(rows.price(item), rows.margin(item));
    };
  }
}

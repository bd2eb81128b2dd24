package io.basketwise.models.artifact;

import io.basketwise.models.decision.OfferKind;
import java.util.Set;

/**
 * What one placement may show.
 *
 * @param maxPriceRatio dearest offer as a multiple of the page item's price; infinite is no bound,
 *     and without an item on the page there is none
 * @param maxShareOfCart dearest offer as a share of the cart's value; infinite is no bound, and of
 *     an empty cart there is none
 * @param maxPerCategory offers of one category; {@code Integer.MAX_VALUE} is no bound
 * @param minGain what the lower bound of an offer's gain must be above, in contribution margin
 */
public record PlacementPolicy(
    boolean enabled,
    Set<OfferKind> kinds,
    int maxOffers,
    Objective objective,
    double maxPriceRatio,
    double maxShareOfCart,
    int maxPerCategory,
    double minGain) {
  /** Copies the kinds and checks the bounds. */
  public PlacementPolicy {
    kinds = Set.copyOf(kinds);
    Checks.require(maxOffers >= 0, "maxOffers is " + maxOffers + ", expected 0 or more");
    Checks.require(maxPriceRatio > 0, "maxPriceRatio is " + maxPriceRatio + ", expected above 0");
    Checks.require(
        maxShareOfCart > 0, "maxShareOfCart is " + maxShareOfCart + ", expected above 0");
    Checks.require(
        maxPerCategory > 0, "maxPerCategory is " + maxPerCategory + ", expected above 0");
    Checks.require(Double.isFinite(minGain), "minGain is " + minGain + ", expected a number");
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.PlacementPolicy;
import java.util.HashMap;
import java.util.Map;

/** What a placement has room for, asked of ranked candidates one by one, best first. */
final class PlacementLimits {
  private final Items items;
  private final PlacementPolicy policy;
  private final CartView view;
  private final Map<Integer, Integer> perCategory = new HashMap<>();
  private int taken;

  PlacementLimits(Items items, PlacementPolicy policy, CartView view) {
    this.items = items;
    this.policy = policy;
    this.view = view;
  }

  /** Takes a candidate, {@link Drop#NONE}, or says why not. */
  Drop offer(Scored candidate) {
    Drop drop = against(candidate);
    if (drop == Drop.NONE) {
      taken++;
      perCategory.merge(items.categoryCode(candidate.item()), 1, Integer::sum);
    }
    return drop;
  }

  private Drop against(Scored candidate) {
    if (!policy.kinds().contains(candidate.kind())) {
      return Drop.KIND;
    }
    double price = items.price(candidate.item());
    if (view.page() >= 0 && exceeds(price, policy.maxPriceRatio(), items.price(view.page()))) {
      return Drop.PRICE_RATIO;
    }
    if (view.value() > 0 && exceeds(price, policy.maxShareOfCart(), view.value())) {
      return Drop.SHARE_OF_CART;
    }
    int category = items.categoryCode(candidate.item());
    if (category >= 0 && perCategory.getOrDefault(category, 0) >= policy.maxPerCategory()) {
      return Drop.PER_CATEGORY;
    }
    return taken < policy.maxOffers() ? Drop.NONE : Drop.RANK;
  }

  /** Where there is a bound, a price that is not known to keep it does not. */
  private static boolean exceeds(double price, double share, double of) {
    return Double.isFinite(share) && !(price <= share * of);
  }
}

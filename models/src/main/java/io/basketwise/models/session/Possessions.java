package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the visitor has and when it was ordered. */
final class Possessions {
  private static final double DAY_SECONDS = 86_400;

  private final SessionItems items;
  private final Moment moment;
  private final Instant now;
  private final int[] owned;

  /** The lowest tier of each family, once it is asked for. */
  private @Nullable Map<Integer, Integer> lowest;

  Possessions(SessionItems items, Moment moment, Instant now) {
    this.now = now;
    this.items = items;
    this.moment = moment;
    var ids = new String[moment.owned().size()];
    Arrays.setAll(ids, thing -> moment.owned().get(thing).itemId());
    owned = ItemFinder.distinct(items.find(ids));
  }

  boolean holds(int item) {
    return Arrays.binarySearch(owned, item) >= 0;
  }

  /** Whether the visitor has a lower tier of the item's family; an unknown one is none. */
  boolean holdsLowerTier(int item) {
    int tier = items.tier(item);
    if (tier <= 0 || items.family(item) < 0) {
      return false;
    }
    if (lowest == null) {
      lowest = lowestTiers();
    }
    return lowest.getOrDefault(items.family(item), tier) < tier;
  }

  /** By family, so that many views of somebody who has much take no longer than they are many. */
  private Map<Integer, Integer> lowestTiers() {
    Map<Integer, Integer> tiers = new HashMap<>();
    for (int item : owned) {
      if (items.family(item) >= 0 && items.tier(item) >= 0) {
        tiers.merge(items.family(item), items.tier(item), Math::min);
      }
    }
    return tiers;
  }

  void write(FeatureRow row) {
    row.set(SessionFeature.KNOWN, !moment.customerId().isEmpty());
    row.set(SessionFeature.FIRST_ORDER, moment.firstTimeBuyer() && !moment.customerId().isEmpty());
    Set<Instant> orders = new HashSet<>();
    Instant last = Instant.MIN;
    for (OwnedItem thing : moment.owned()) {
      Instant at = thing.orderedAt().orElse(Instant.MIN);
      last = at.isAfter(last) ? at : last;
      if (thing.orderedAt().isPresent()) {
        orders.add(at);
      }
    }
    row.set(SessionFeature.ORDERS_BEFORE, orders.size());
    row.logarithm(SessionFeature.OWNED_VALUE, value());
    if (!orders.isEmpty()) {
      row.logarithm(SessionFeature.DAYS_SINCE_ORDER, daysSince(last));
    }
  }

  private double value() {
    double value = 0;
    for (int item : owned) {
      double price = items.price(item);
      value += price > 0 ? price : 0;
    }
    return value;
  }

  /** An order of the future is one of today: clocks differ. */
  private double daysSince(Instant last) {
    return Math.max(0, Duration.between(last, now).toSeconds() / DAY_SECONDS);
  }
}

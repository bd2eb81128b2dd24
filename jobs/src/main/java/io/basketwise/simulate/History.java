package io.basketwise.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a customer owns, and when their consumables run out. */
final class History {
  private final Map<Integer, Double> dueDays = new LinkedHashMap<>();
  private final Map<Integer, Integer> bestOfFamily = new LinkedHashMap<>();

  void bought(Item item, int day, Dice dice) {
    if (item.cycleDays() > 0) {
      dueDays.put(item.index(), day + item.cycleDays() * dice.between(0.8, 1.2));
    }
    if (item.tier() > 0) {
      bestOfFamily.merge(item.index() - item.tier(), item.tier(), Math::max);
    }
  }

  /** A consumable that has run out by a day, -1 = none. */
  int due(int day) {
    for (Map.Entry<Integer, Double> entry : dueDays.entrySet()) {
      if (entry.getValue() <= day) {
        return entry.getKey();
      }
    }
    return -1;
  }

  /** Takes note that the customer came for an item, whether they bought it again or gave up. */
  void answered(int item) {
    dueDays.remove(item);
  }

  /** The owned version of a random family that has a better one, -1 = none. */
  int upgradable(Dice dice) {
    int candidates = 0;
    int chosen = -1;
    for (Map.Entry<Integer, Integer> family : bestOfFamily.entrySet()) {
      if (family.getValue() < Model.TIER_FACTORS.length && dice.below(++candidates) == 0) {
        chosen = family.getKey() + family.getValue();
      }
    }
    return chosen;
  }
}

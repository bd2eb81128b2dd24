package io.basketwise.simulate;

import java.util.List;

/**
 * What a session would do if nobody offered anything.
 *
 * @param startSecond of the day
 * @param gift whether an order would be a gift
 * @param rush hurry, 0 to 1
 * @param sensitivity to prices in this session, 0 to 1
 * @param dwellSeconds median time on an item's page
 * @param scroll mean depth
 * @param buy logit of each purchase stage, without shift
 */
record SessionPlan(
    Intent intent,
    int startSecond,
    boolean gift,
    double rush,
    double sensitivity,
    double dwellSeconds,
    double scroll,
    double buy,
    List<View> views) {
  SessionPlan {
    views = List.copyOf(views);
  }

  /**
   * A look at an item.
   *
   * @param searched whether a search led to it
   * @param quantity units that go into the cart, 0 = none
   * @param removed whether it is taken out again before the checkout
   */
  record View(Item item, boolean searched, int quantity, boolean removed) {
    boolean kept() {
      return quantity > 0 && !removed;
    }
  }
}

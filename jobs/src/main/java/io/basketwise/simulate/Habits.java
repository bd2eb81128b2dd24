package io.basketwise.simulate;

/** How much a customer buys at once, and the consumables that they come back for. */
final class Habits {
  private final double extraLines;
  private final int[] staples = new int[Model.STAPLES];
  private int bought;

  Habits(Dice dice) {
    extraLines = Model.EXTRA_LINES * dice.between(Model.LEAST_BASKET, 2 - Model.LEAST_BASKET);
  }

  /** Mean lines of an order beyond the first. */
  double extraLines() {
    return extraLines;
  }

  /** The latest consumables take the place of the oldest. */
  void bought(Item item) {
    if (item.cycleDays() > 0) {
      staples[bought % staples.length] = item.index();
      bought++;
    }
  }

  /** One of the consumables bought lately, -1 = none. */
  int staple(Dice dice) {
    return bought == 0 ? -1 : staples[dice.below(Math.min(bought, staples.length))];
  }
}

package io.basketwise.simulate;

/** Promotions: each week some items are cheaper, the same ones for everybody. */
final class Prices {
  private static final long STREAM = -1L << 40;
  private static final int WEEK_DAYS = 7;
  private static final int ITEMS = 1 << 24;

  private final ShopSpec spec;

  Prices(ShopSpec spec) {
    this.spec = spec;
  }

  /** What a unit costs on a day, after discounts. */
  double paid(Item item, int day) {
    Dice dice = new Dice(spec.seed(), STREAM - ((long) (day / WEEK_DAYS) * ITEMS + item.index()));
    if (!dice.chance(Model.PROMOTED)) {
      return item.price();
    }
    double discount = dice.between(Model.MIN_DISCOUNT, Model.MAX_DISCOUNT);
    return Math.round(item.price() * (1 - discount) * 100) / 100.0;
  }
}

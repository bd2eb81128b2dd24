package io.basketwise.models.score;

/** One rule for all bounds on prices. */
final class PriceBound {
  /** Sums and products of decimal amounts are off by less than this share of them. */
  static final double ROUNDING = 1e-9;

  private PriceBound() {}

  /**
   * Where there is a bound, a price that is not known to keep it does not. One that lies at the
   * bound keeps it, in whatever way their last bits were rounded.
   */
  static boolean exceeds(double price, double share, double of) {
    return share != Double.POSITIVE_INFINITY && !(price <= share * of * (1 + ROUNDING));
  }
}

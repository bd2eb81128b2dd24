package io.basketwise.models.score;

/** One rule for all bounds on prices. */
final class PriceBound {
  private PriceBound() {}

  /** Where there is a bound, a price that is not known to keep it does not. */
  static boolean exceeds(double price, double share, double of) {
    return share != Double.POSITIVE_INFINITY && !(price <= share * of);
  }
}

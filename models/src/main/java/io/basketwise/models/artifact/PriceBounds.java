package io.basketwise.models.artifact;

/**
 * Which prices make an offer of a kind. Infinite is no bound; a version that has none of them was
 * made before there were cheap add-ons.
 *
 * @param maxUpgradeRatio dearest upgrade as a multiple of the price of what it improves
 * @param maxAddOnRatio dearest add-on as a multiple of the dearest price at hand, for items that
 *     the catalog does not call add-ons; 0 leaves them out
 * @param firstTimeBuyerQuantile offers above this quantile of the shop's prices are kept from
 *     first-time buyers; 1 keeps none
 */
public record PriceBounds(
    double maxUpgradeRatio, double maxAddOnRatio, double firstTimeBuyerQuantile) {
  /** Checks the bounds. */
  public PriceBounds {
    Checks.require(
        maxUpgradeRatio > 0, "maxUpgradeRatio is " + maxUpgradeRatio + ", expected above 0");
    Checks.require(
        maxAddOnRatio >= 0, "maxAddOnRatio is " + maxAddOnRatio + ", expected 0 or more");
    Checks.require(
        firstTimeBuyerQuantile > 0 && firstTimeBuyerQuantile <= 1,
        "firstTimeBuyerQuantile is " + firstTimeBuyerQuantile + ", expected above 0, at most 1");
  }

  /** Those of a version without any. */
  static final PriceBounds NONE = new PriceBounds(Double.POSITIVE_INFINITY, 0, 1);

  static PriceBounds of(JsonObject json) {
    try {
      return new PriceBounds(
          json.number("maxUpgradeRatio", Double.POSITIVE_INFINITY),
          json.number("maxAddOnRatio", Double.POSITIVE_INFINITY),
          json.number("firstTimeBuyerQuantile", 1));
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("") + " " + e.getMessage());
    }
  }
}

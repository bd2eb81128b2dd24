package io.basketwise.models.artifact;

import java.time.ZoneId;

/**
 * What session features need to know of items, one value an item.
 *
 * @param zone id of the time zone in which the shop's day begins
 * @param giftShare share of gifts among an item's orders, 0 to 1, NaN unknown
 * @param usualQuantity mean units of an order of the item, above 0
 * @param pricePlace share of the other items of its category that are cheaper, 0 to 1, NaN unknown
 */
public record SignalColumns(
    String zone, float[] giftShare, float[] usualQuantity, float[] pricePlace) {
  /** Checks the values. */
  public SignalColumns {
    ZoneId.of(zone);
    Checks.length("usual quantities", usualQuantity.length, giftShare.length);
    Checks.length("price places", pricePlace.length, giftShare.length);
    Checks.finite("usual quantities", usualQuantity);
    for (int item = 0; item < giftShare.length; item++) {
      Checks.require(share(giftShare[item]), "gift share " + giftShare[item]);
      Checks.require(share(pricePlace[item]), "price place " + pricePlace[item]);
      Checks.require(usualQuantity[item] > 0, "usual quantity " + usualQuantity[item]);
    }
  }

  private static boolean share(float value) {
    return Float.isNaN(value) || (value >= 0 && value <= 1);
  }
}

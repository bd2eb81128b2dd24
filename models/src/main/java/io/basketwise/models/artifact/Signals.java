package io.basketwise.models.artifact;

import java.nio.FloatBuffer;
import java.time.DateTimeException;
import java.time.ZoneId;

/** What session features need to know of items, and where the shop's day begins. */
public final class Signals {
  private final ZoneId zone;
  private final FloatBuffer giftShare;
  private final FloatBuffer usualQuantity;
  private final FloatBuffer pricePlace;

  Signals(Columns file, int items) {
    zone = zone(file);
    giftShare = file.shares("items.gift_share", items);
    usualQuantity = file.positiveFloats("items.usual_quantity", items);
    pricePlace = file.shares("items.price_place", items);
  }

  private static ZoneId zone(Columns file) {
    var names = file.tensors().strings("zone");
    if (names.size() != 1) {
      throw file.damaged(names.size() + " zones", "1");
    }
    try {
      return ZoneId.of(names.at(0));
    } catch (DateTimeException e) {
      throw file.damaged("zone " + names.at(0), "a time zone that Java knows");
    }
  }

  /** The shop's time zone. */
  public ZoneId zone() {
    return zone;
  }

  /** Share of gifts among the orders of an item, 0 to 1; NaN when unknown. */
  public float giftShare(int item) {
    return giftShare.get(item);
  }

  /** Mean units of an order of the item, above 0. */
  public float usualQuantity(int item) {
    return usualQuantity.get(item);
  }

  /** Share of the other items of its category that are cheaper, 0 to 1; NaN when unknown. */
  public float pricePlace(int item) {
    return pricePlace.get(item);
  }
}

package io.basketwise.simulate;

import org.jspecify.annotations.Nullable;

/** One click event before it is written; what it does not carry stays missing. */
final class Event {
  final String type;
  final String placement;
  @Nullable String itemId;
  @Nullable Double price;
  @Nullable Double quantity;
  @Nullable Long dwellMillis;
  @Nullable Double value;
  @Nullable String orderId;
  @Nullable String offerId;
  @Nullable String variant;
  @Nullable Double propensity;

  Event(String type, String placement) {
    this.type = type;
    this.placement = placement;
  }

  Event item(Item item, double shownPrice) {
    itemId = item.id();
    price = shownPrice;
    return this;
  }

  Event quantity(int units) {
    quantity = (double) units;
    return this;
  }

  Event dwell(long millis) {
    dwellMillis = millis;
    return this;
  }

  Event value(double share) {
    value = share;
    return this;
  }

  Event order(String id) {
    orderId = id;
    return this;
  }

  Event offer(String id) {
    offerId = id;
    return this;
  }

  Event logged(String experimentVariant, double probability) {
    variant = experimentVariant;
    propensity = probability;
    return this;
  }
}

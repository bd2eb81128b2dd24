package io.basketwise.simulate;

import java.util.Locale;

/** Where a logged offer moment can lie, and how it sways acceptance and harm. */
enum Placement {
  PRODUCT_PAGE(0.9, 0.1, 0.1),
  CART(1.1, 0.5, 0.8),
  CHECKOUT(0.6, 1.0, 0.7);

  private final double openness;
  private final double rushWeight;
  private final double sensitivityWeight;

  Placement(double openness, double rushWeight, double sensitivityWeight) {
    this.openness = openness;
    this.rushWeight = rushWeight;
    this.sensitivityWeight = sensitivityWeight;
  }

  /** Factor on acceptance. */
  double openness() {
    return openness;
  }

  /** Factor on the harm done to the rushed. */
  double rushWeight() {
    return rushWeight;
  }

  /** Factor on the harm done to the price-sensitive. */
  double sensitivityWeight() {
    return sensitivityWeight;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

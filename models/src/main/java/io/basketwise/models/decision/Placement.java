package io.basketwise.models.decision;

import java.util.Locale;
import java.util.Optional;

/** Where in the shop an offer would appear. */
public enum Placement {
  HOME,
  CATEGORY,
  SEARCH,
  PRODUCT_PAGE,
  CART,
  CHECKOUT,
  POST_PURCHASE,
  EMAIL,
  IN_APP;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The constant of a name in JSON. */
  public static Optional<Placement> of(String key) {
    for (Placement value : values()) {
      if (value.key.equals(key)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

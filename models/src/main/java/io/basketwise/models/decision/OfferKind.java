package io.basketwise.models.decision;

import java.util.Locale;
import java.util.Optional;

/** How an offer relates to what the shopper has at hand. */
public enum OfferKind {
  BUNDLE,
  COMPLEMENT,
  SIMILAR,
  UPGRADE,
  ADD_ON,
  REPLENISH,
  PLAN,
  THRESHOLD;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The constant of a name in JSON. */
  public static Optional<OfferKind> of(String key) {
    for (OfferKind value : values()) {
      if (value.key.equals(key)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

package io.basketwise.models.decision;

import java.util.Locale;
import java.util.Optional;

/** What a visitor is in the shop for. */
public enum Intent {
  PROBLEM_SOLVER,
  UPGRADER,
  BULK_BUYER,
  GIFT_SHOPPER,
  EXPLORER;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The constant of a name in JSON. */
  public static Optional<Intent> of(String key) {
    for (Intent value : values()) {
      if (value.key.equals(key)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

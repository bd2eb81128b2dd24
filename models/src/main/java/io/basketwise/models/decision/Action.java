package io.basketwise.models.decision;

import java.util.Locale;
import java.util.Optional;

/** What the shop is asked to do. */
public enum Action {
  OFFER,
  QUIET;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The constant of a name in JSON. */
  public static Optional<Action> of(String key) {
    for (Action value : values()) {
      if (value.key.equals(key)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

package io.basketwise.models.decision;

import java.util.Locale;
import java.util.Optional;

/** Why there are offers or why there is silence. */
public enum Reason {
  OK,
  NO_EVIDENCE,
  RUSHING,
  PRICE_SENSITIVE,
  LOW_INTENT,
  CAPPED,
  HOLDOUT,
  STALE_FEED,
  NO_CONSENT,
  DISABLED;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The constant of a name in JSON. */
  public static Optional<Reason> of(String key) {
    for (Reason value : values()) {
      if (value.key.equals(key)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

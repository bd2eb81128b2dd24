package io.basketwise.models.decision;

import java.util.Locale;
import java.util.Optional;

/** Why there are offers or why there is silence. MOMENTS.md lists these words. */
public enum Reason {
  /** There are offers. */
  OK,

  /** Nothing that may be offered goes with what is at hand. */
  NO_EVIDENCE,

  /** The visitor is in haste, and an offer would rather cost the order. */
  RUSHING,

  /** The visitor minds prices, and an offer would rather cost the order. */
  PRICE_SENSITIVE,

  /** An order is too unlikely, or an offer would gain too little. */
  LOW_INTENT,

  /** As many offers were shown in the session or channel as the policy allows. */
  CAPPED,

  /** There was something to offer, and the variant of an experiment stays quiet. */
  HOLDOUT,

  /** What could be offered has a stock that was read too long ago. */
  STALE_FEED,

  /** Without consent, a known cart or a known page there is nothing to go by. */
  NO_CONSENT,

  /** The policy offers nothing, or nothing at this placement. */
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

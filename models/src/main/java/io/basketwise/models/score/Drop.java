package io.basketwise.models.score;

import java.util.Locale;

/** Where and why a candidate fell. */
public enum Drop {
  /** It did not: it is offered. */
  NONE("offered"),
  IN_CART("eligibility"),
  PAGE_ITEM("eligibility"),
  OWNED("eligibility"),
  SHOWN("eligibility"),
  DISCONTINUED("eligibility"),
  OUT_OF_STOCK("eligibility"),
  DOES_NOT_FIT("eligibility"),
  EXCLUDED("eligibility"),
  NO_EVIDENCE("eligibility"),
  KIND("placement"),
  PRICE_RATIO("placement"),
  SHARE_OF_CART("placement"),
  PER_CATEGORY("placement"),
  RANK("placement"),
  /** The whole moment was answered with silence. */
  QUIET("quiet");

  private final String stage;

  Drop(String stage) {
    this.stage = stage;
  }

  /** The stage at which it fell. */
  public String stage() {
    return stage;
  }

  /** The reason in output. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

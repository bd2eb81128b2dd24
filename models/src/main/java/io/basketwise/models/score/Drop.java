package io.basketwise.models.score;

import java.util.Locale;

/** Where and why a candidate fell. */
public enum Drop {
  /** It did not: it is offered. */
  NONE("offered"),
  IN_CART("eligibility"),
  PAGE_ITEM("eligibility"),
  /** The visitor has it, and it is not bought again or not due yet. */
  OWNED("eligibility"),
  /** It was offered in this session or channel. */
  SHOWN("eligibility"),
  /** Another placement of the page shows it. */
  ON_PAGE("eligibility"),
  DISCONTINUED("eligibility"),
  OUT_OF_STOCK("eligibility"),
  DOES_NOT_FIT("eligibility"),
  /** A rule excludes it, or others are included and it is not. */
  EXCLUDED("eligibility"),
  NO_EVIDENCE("eligibility"),
  /** The placement allows none of its kinds. */
  KIND("eligibility"),
  /** Too dear beside the page's item, or beside what it would improve. */
  PRICE_RATIO("eligibility"),
  SHARE_OF_CART("eligibility"),
  /** Among the dearest, and this would be the first order. */
  FIRST_TIME_BUYER("eligibility"),
  /** Its stock is known from a feed that is too old. */
  STALE_FEED("eligibility"),
  /** It is good enough, but better ones of its category are as many as may be. */
  PER_CATEGORY("placement"),
  RANK("placement"),
  /** The whole moment was answered with silence. */
  QUIET("quiet");

  private static final Drop[] ALL = values();

  private final String stage;

  Drop(String stage) {
    this.stage = stage;
  }

  /** The stage at which it fell. */
  public String stage() {
    return stage;
  }

  /** A number for columns: storing references would cost the collector's barrier each time. */
  @SuppressWarnings("EnumOrdinal") // never leaves the process
  byte code() {
    return (byte) ordinal();
  }

  static Drop of(byte code) {
    return ALL[code];
  }

  /** The reason in output. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

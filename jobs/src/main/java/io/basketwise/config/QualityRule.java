package io.basketwise.config;

/** What is checked of the rows that a night brings, each with a threshold for warning and stop. */
public enum QualityRule {
  DAY_ROWS(
      "dayRows",
      false,
      0.6,
      0.25,
      "rows of a day as a share of the median of the same weekday in the eight weeks before"),
  DAY_PEAK(
      "dayPeak",
      true,
      2.5,
      6,
      "rows of a day as a multiple of the median of the same weekday in the eight weeks before"),
  DAY_END(
      "dayEnd",
      true,
      0.15,
      0.3,
      "share of the rows of the same weekday that came later than this day's last row, as the"
          + " median of the eight weeks before: a feed that broke off shows here"),
  KEPT_ROWS(
      "keptRows",
      false,
      0.95,
      0.75,
      "rows of orders or clicks that are read again whole as a share of the lake's, up to the lake's"
          + " newest; copies count once"),
  FEED_AGE(
      "feedAge",
      true,
      3,
      36_500,
      "days between the newest row of orders or clicks and the run's start, each night that is not"
          + " as of a date before yesterday: a feed that stopped shows here"),
  PRICE_JUMPS(
      "priceJumps",
      true,
      0.05,
      0.3,
      "share of the items whose median price is above three times, or below a third of, their"
          + " median price in the eight weeks before; of the catalog that of the one before"),
  NULLS(
      "nulls",
      true,
      0.2,
      0.8,
      "rise of an optional column's share of nulls since the eight weeks before, of the catalog since"
          + " the one before: a column that was renamed or emptied"),
  GUESTS(
      "guests",
      true,
      0.2,
      0.6,
      "change of the share of order lines without a customer since the eight weeks before"),
  DUPLICATES(
      "duplicates",
      true,
      0.05,
      1,
      "share of the rows that the lake has already, or that come twice"),
  UNKNOWN_ITEMS("unknownItems", true, 0.05, 0.5, "share of the rows whose item no catalog has"),
  CLOCK_SKEW("clockSkew", true, 0, 0.01, "share of the rows that are dated after the run's start"),
  BOTS("bots", true, 0.05, 0.5, "share of the events of visitors with more than 1,000 in a day"),
  LARGE_BASKETS(
      "largeBaskets", true, 0.02, 0.5, "share of the orders with more than 100 different items"),
  CATALOG_ROWS("catalogRows", false, 0.9, 0.5, "items of the catalog as a share of the last one's"),
  CATALOG_AGE(
      "catalogAge", true, 7, 365, "days between the newest order and the catalog's newest update");

  private final String key;
  private final boolean ceiling;
  private final double warn;
  private final double fail;
  private final String meaning;

  QualityRule(String key, boolean ceiling, double warn, double fail, String meaning) {
    this.key = key;
    this.ceiling = ceiling;
    this.warn = warn;
    this.fail = fail;
    this.meaning = meaning;
  }

  /** The name in the configuration and in reports. */
  public String key() {
    return key;
  }

  /** Whether values above the threshold are bad; else values below it are. */
  public boolean ceiling() {
    return ceiling;
  }

  /** Default threshold of a warning. */
  double warn() {
    return warn;
  }

  /** Default threshold at which the run stops. */
  double fail() {
    return fail;
  }

  /** What is measured, in words. */
  public String meaning() {
    return meaning;
  }
}

package io.basketwise.simulate;

/** The numbers of the generative model that belong to no single intent or relation. */
final class Model {
  // Catalog
  static final int ITEMS_PER_LEAF = 14;
  static final int ITEMS_PER_PROJECT = 6;
  static final double MEDIAN_PRICE = 18;
  static final double LEAF_PRICE_DEVIATION = 0.7;
  static final double ITEM_PRICE_DEVIATION = 0.3;

  /** Price of the good, better and best version of a family against the family's base. */
  static final double[] TIER_FACTORS = {1.0, 1.45, 2.1};

  static final double MIN_MARGIN_SHARE = 0.28;
  static final double MAX_MARGIN_SHARE = 0.5;
  static final double EXTRA_MARGIN_SHARE = 0.62;
  static final double UNKNOWN_COST = 0.05;
  static final double UNTRACKED_STOCK = 0.08;
  static final double OUT_OF_STOCK = 0.02;
  static final double DISCONTINUED = 0.03;
  static final double GIFT_TAG = 0.25;
  static final double SEASON_TAG = 0.12;
  static final double STALE_FEED = 0.03;

  /** Every n-th leaf holds consumables. */
  static final int CONSUMABLE_LEAF = 4;

  static final int MIN_CYCLE_DAYS = 20;
  static final int MAX_CYCLE_DAYS = 60;

  // Customers
  static final double GUEST = 0.15;
  static final int FAVOURITE_LEAVES = 4;
  static final int FAVOURITE_PROJECTS = 3;
  static final double LOYALTY_DEVIATION = 0.45;
  static final double VISITS_DEVIATION = 0.6;

  static final double LATE_JOINER = 0.3;

  // Coming
  static final double[] WEEK = {1.05, 0.95, 0.9, 0.95, 1.0, 1.1, 1.05};
  static final double SEASON_SWING = 0.2;

  /** Day of the year with the most visits. */
  static final int PEAK_DAY = 340;

  static final double REPLENISH_A_DAY = 0.25;

  // Sessions
  static final double BORROWED_FACET = 0.22;
  static final double FAVOURITE = 0.65;
  static final double COMPARE = 0.3;
  static final double SAME_LEAF_ADD = 0.05;
  static final double PROJECT_ADD = 1.5;
  static final double LOWER_TIER_ADD = 0.35;
  static final double ACCESSORY = 0.12;
  static final double REVISIT = 0.08;
  static final double PRICE_TOLERANCE = 0.28;
  static final double UNTRACKED_SESSION = 0.02;
  static final double LOGGED_IN = 0.7;
  static final double REMOVE = 0.03;
  static final double REMOVE_IF_SENSITIVE = 0.1;
  static final double SCROLL = 0.35;
  static final double CATEGORY_PAGE = 0.25;
  static final double DWELL_DEVIATION = 0.6;

  /** Share of the dwell time that the greatest rush takes away. */
  static final double RUSH_HASTE = 0.6;

  // Discounts
  static final double PROMOTED = 0.12;
  static final double MIN_DISCOUNT = 0.08;
  static final double MAX_DISCOUNT = 0.22;

  // Purchase
  static final double SENSITIVITY_COST = 0.5;
  static final double CHECKOUT_EASE = 0.6;

  // Orders without sessions
  static final double EXTRA_LINES = 3.2;

  /**
   * The smallest mean of a customer's extra lines against the average one; the largest mirrors it.
   */
  static final double LEAST_BASKET = 0.4;

  /** Chance that a line belongs to a project of the line before it. */
  static final double TOGETHER = 0.45;

  /** Chance that a line is a consumable that the customer bought before. */
  static final double STAPLE = 0.15;

  /** Consumables that a customer keeps coming back for. */
  static final int STAPLES = 6;

  /** Mean rows of such an order in a large catalog, returns and dirt included; measured. */
  static final double LINES_PER_ORDER = 4.36;

  // Offers
  static final double PRODUCT_MOMENT = 0.12;
  static final double CART_MOMENT = 0.8;
  static final double CHECKOUT_MOMENT = 0.6;
  static final double[] QUIET_BY_VARIANT = {0.35, 0.6};
  static final double QUIET_CART_SLOPE = 0.03;
  static final double MIN_QUIET = 0.15;
  static final double MAX_QUIET = 0.85;
  static final double UNWANTED_ANCHOR = 0.4;
  static final double PRICE_RATIO_COST = 1.2;
  static final double MAX_ACCEPTANCE = 0.9;
  static final double EXPLICIT_DECLINE = 0.35;

  /** Harm to the purchase logit per unit of rush beyond {@link #CALM}. */
  static final double RUSH_HARM = 0.8;

  static final double CALM = 0.3;

  /** Harm to the purchase logit per unit of price sensitivity beyond {@link #AT_EASE}. */
  static final double SENSITIVITY_HARM = 0.4;

  static final double AT_EASE = 0.5;

  // Orders
  static final double CANCELLED = 0.03;
  static final double RETURNED_LINE = 0.025;
  static final int MAX_RETURN_DAYS = 21;

  // Dirt
  static final double REPEATED_ORDER_LINE = 0.003;
  static final double BAD_ORDER_LINE = 0.002;
  static final double REPEATED_EVENT = 0.002;
  static final double BAD_EVENT = 0.0008;

  private Model() {}

  static double sigmoid(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}

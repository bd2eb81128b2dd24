package io.basketwise.models.behaviour;

import java.util.Locale;

/**
 * What is known of a session at a moment, one number each, from the events so far alone: of a long
 * session from the last {@value io.basketwise.models.session.SessionFeatures#MAX_EVENTS}. Where
 * nothing else is said a feature is 0 or more, and at most 10<sup>12</sup>. NaN is missing; where
 * nothing else is said that happens when nothing of the kind was seen yet.
 */
public enum SessionFeature {
  /** Hour of the day in the shop's zone with its minutes, 0 to 24. */
  HOUR(Group.CLOCK),
  /** Sine of the hour as an angle, -1 to 1. */
  HOUR_SIN(Group.CLOCK),
  /** Cosine of the hour as an angle, -1 to 1. */
  HOUR_COS(Group.CLOCK),
  /** Day of the week, 1 Monday to 7 Sunday. */
  WEEKDAY(Group.CLOCK),

  /** 1 on a product page, else 0. */
  ON_PRODUCT_PAGE(Group.PLACE),
  /** 1 in the cart, else 0. */
  ON_CART(Group.PLACE),
  /** 1 in the checkout, else 0. */
  ON_CHECKOUT(Group.PLACE),

  /** Different items in the cart. */
  CART_ITEMS(Group.CART),
  /** Units in the cart. */
  CART_UNITS(Group.CART),
  /** Most units of one item. Missing with an empty cart, as what follows up to CART_MARGIN. */
  CART_MAX_QUANTITY(Group.CART),
  /** Mean over the items of their units as a multiple of what is usual for the item. */
  CART_QUANTITY_RATIO(Group.CART),
  /** Different categories among the first ten items of the cart, as a share of these, 0 to 1. */
  CART_SPREAD(Group.CART),
  /**
   * Pairs among the first ten items of the cart that are bought together, as a share of the pairs;
   * needs two known items.
   */
  CART_RELATED(Group.CART),
  /** Mean share of gifts among the orders of the items, 0 to 1. */
  CART_GIFT_SHARE(Group.CART),
  /** ln(1 + contribution margin of the cart), where costs are known; missing below 0. */
  CART_MARGIN(Group.CART),
  /** ln(1 + value of the cart). */
  CART_VALUE(Group.CART),
  /** Times that something was put into the cart. */
  ADDS(Group.CART),

  /** Events so far. */
  EVENTS(Group.BROWSING),
  /** Views of items that the version knows; so are all views that follow. */
  VIEWS(Group.BROWSING),
  /** Different items viewed as a share of the views: 1 less the revisits. */
  DISTINCT_SHARE(Group.BROWSING),
  /** Different categories viewed as a share of the different items. */
  CATEGORY_SHARE(Group.BROWSING),
  /** Views of the category viewed most as a share: focus. */
  FOCUS(Group.BROWSING),
  /**
   * Moves to an item of neither the same category nor the same family, and not bought together with
   * the one before, as a share of moves: wandering.
   */
  WANDER(Group.BROWSING),
  /** Moves to another item of the same family, as a share of moves. */
  FAMILY_MOVES(Group.BROWSING),
  /** Moves to another item of the same category, as a share of moves: comparing. */
  COMPARED(Group.BROWSING),
  /** Moves to an item of another category that is bought together with the one before. */
  RELATED_MOVES(Group.BROWSING),
  /** Mean tier of the viewed items whose tier is above 0. */
  TIER(Group.BROWSING),
  /** Views of a higher tier of something that the visitor has, both known, as a share of views. */
  ABOVE_OWNED(Group.BROWSING),
  /** Views of what the visitor has, as a share of views. */
  OWNED_VIEWS(Group.BROWSING),
  /** Mean share of gifts among the orders of the viewed items, 0 to 1. */
  GIFT_SHARE(Group.BROWSING),
  /** Mean days between purchases of the viewed items that are bought again. */
  CYCLE_DAYS(Group.BROWSING),
  /** Searches a view. */
  SEARCH_SHARE(Group.BROWSING),
  /** Category pages a view. */
  CATEGORY_PAGES(Group.BROWSING),
  /** Items put into the cart a different item viewed. */
  ADD_SHARE(Group.BROWSING),
  /** Mean ln(1 + seconds) on pages of items. */
  DWELL_ITEM(Group.BROWSING),
  /** Mean of the scroll depths that are 0 to 1. */
  SCROLL(Group.BROWSING),

  /** Mean place of the viewed prices within their categories, 0 cheapest to 1 dearest. */
  PRICE_PLACE(Group.PRICE),
  /** Standard deviation of these places; needs two views. */
  PRICE_SPREAD(Group.PRICE),
  /** Moves within a category to something cheaper, as a share of such moves. */
  CHEAPER_MOVES(Group.PRICE),
  /** Views at less than 97 % of the catalog's price, as a share of views where both are known. */
  DISCOUNTED(Group.PRICE),
  /** ln(1 + mean viewed price). */
  VIEW_PRICE(Group.PRICE),
  /** Items taken out of the cart. */
  REMOVALS(Group.PRICE),

  /** ln(1 + seconds) from the first event to the latest. */
  DURATION(Group.PACE),
  /** ln(1 + events a minute); needs two events at different times. */
  PACE(Group.PACE),
  /**
   * Mean ln(1 + seconds) of all other events that tell a dwell time: mostly pages that list items,
   * the home page among them.
   */
  DWELL_LISTS(Group.PACE),
  /** Mean ln(1 + seconds) on the cart and the pages of the checkout. */
  DWELL_CHECKOUT(Group.PACE),
  /** Mean of the last three dwell times, ln(1 + seconds). */
  DWELL_LAST(Group.PACE),
  /** ln(1 + seconds) from the first event to the first item in the cart. */
  TIME_TO_CART(Group.PACE),

  /** 1 when the shop knows the customer, else 0. */
  KNOWN(Group.HISTORY),
  /** 1 when this would be the first order of a known customer, else 0. */
  FIRST_ORDER(Group.HISTORY),
  /** Orders before, as far as the times of what the visitor has tell. */
  ORDERS_BEFORE(Group.HISTORY),
  /** ln(1 + value of what the visitor has at today's prices): the value tier. */
  OWNED_VALUE(Group.HISTORY),
  /** ln(1 + days) since the last order. */
  DAYS_SINCE_ORDER(Group.HISTORY),

  /**
   * 1 when the device has "mobile" in its name, in whatever case, else 0; missing when it is not
   * told.
   */
  MOBILE(Group.DEVICE),
  /**
   * 1 when the channel of the latest event has "app" in its name, in whatever case, else 0; missing
   * when it is not told.
   */
  APP(Group.DEVICE),

  /** Offers seen. */
  OFFERS_SEEN(Group.OFFERS),
  /** Offers declined. */
  OFFERS_DECLINED(Group.OFFERS),
  /** Offers accepted. */
  OFFERS_ACCEPTED(Group.OFFERS),

  /** Largest share of a usage limit, 0 to 1; what is above 1 is 1. */
  USAGE(Group.USAGE),
  /** 1 when a usage limit was reached, in however long a session, else 0. */
  LIMIT_REACHED(Group.USAGE);

  /** What a feature is about. */
  public enum Group {
    CLOCK,
    PLACE,
    CART,
    BROWSING,
    PRICE,
    PACE,
    HISTORY,
    DEVICE,
    OFFERS,
    USAGE
  }

  private static final int COUNT = values().length;

  private final Group group;
  private final String key = name().toLowerCase(Locale.ROOT);

  SessionFeature(Group group) {
    this.group = group;
  }

  /** The number of features. */
  public static int count() {
    return COUNT;
  }

  /** What it is about. */
  public Group group() {
    return group;
  }

  /** The name in files and configurations. */
  public String key() {
    return key;
  }

  /** Its column in a row. */
  @SuppressWarnings("EnumOrdinal") // the order of the constants is the format's
  public int column() {
    return ordinal();
  }
}

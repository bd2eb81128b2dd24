package io.basketwise.inputs;

/** Column names of the catalog: one row per item. What each one means is made into INPUTS.md. */
public final class CatalogColumns {
  /** Names the item in all tables; of several rows of one item the latest counts. */
  public static final String ITEM_ID = "item_id";

  /** What shoppers call it; messages quote it. */
  public static final String TITLE = "title";

  /** Path of categories from the widest on, its levels separated by " > ". */
  public static final String CATEGORY = "category";

  /**
   * Price of one unit in the currency of the shop. Without one the price that was paid last stands
   * in.
   */
  public static final String PRICE = "price";

  /** What one unit costs the shop. Null is an unknown margin, never a cost of zero. */
  public static final String UNIT_COST = "unit_cost";

  /**
   * Units to be had; null is not tracked. Below 0 there is none. What is out of stock is not
   * offered.
   */
  public static final String STOCK = "stock";

  /** What is discontinued is learned from and not offered. */
  public static final String STATUS = "status";

  /**
   * What sort of thing it is. An add_on, a warranty or a service is offered as an add-on alone; a
   * plan or a seat like a product.
   */
  public static final String KIND = "kind";

  /** Items of one family are versions of one thing. */
  public static final String FAMILY = "family";

  /** A higher one is the better version within the family; below 0 counts as none. */
  public static final String TIER = "tier";

  /** For rules of the policy. */
  public static final String BRAND = "brand";

  /** Words of the shop, for rules of the policy and for what other items fit. */
  public static final String TAGS = "tags";

  /**
   * Ids of items, families or tags. Where there are any, the item is offered only to those who have
   * one of these: in the cart, on the page, or owned.
   */
  public static final String FITS = "fits";

  /**
   * Since when the row holds; the newest one tells how long stock is believed. Of an item the
   * newest row before the as-of date or in its first hours counts, in which a night's catalog is
   * written; an item of which all rows are later is not known yet. Where the whole catalog is
   * later, the rows of its first day tell of bought items what they are, without price, cost, stock
   * and status. A row without it always holds: an item must then have one row, for of several,
   * which counts is fixed, but not which is the newest.
   */
  public static final String UPDATED_AT = "updated_at";

  private CatalogColumns() {}
}

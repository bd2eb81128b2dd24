package io.basketwise.inputs;

/** Column names of orders: one row per order line. What each one means is made into INPUTS.md. */
public final class OrderColumns {
  /** The order that the line belongs to; the lines of one order are a basket. */
  public static final String ORDER_ID = "order_id";

  /** When it was ordered. */
  public static final String ORDERED_AT = "ordered_at";

  /** What was ordered. */
  public static final String ITEM_ID = "item_id";

  /**
   * Units. Below 0 they were returned, and are taken off earlier lines of the same buyer and item,
   * the latest first.
   */
  public static final String QUANTITY = "quantity";

  /** Paid for one unit, after discounts, in the currency of the shop. */
  public static final String UNIT_PRICE = "unit_price";

  /** Who ordered; null is a guest. */
  public static final String CUSTOMER_ID = "customer_id";

  /**
   * The session of the clicks in which it was ordered, where no purchase event names the order. Of
   * a guest, who ordered.
   */
  public static final String SESSION_ID = "session_id";

  /**
   * What became of the line. One that comes again as cancelled or returned, with the same order,
   * item, time, quantity and buyer, takes the placed one back; a guest's therefore needs the same
   * session_id, or none both times. A return that comes again with another status is one return.
   */
  public static final String STATUS = "status";

  /**
   * Price of one unit before discounts, in the currency of the shop. Nothing is learned from it.
   */
  public static final String LIST_PRICE = "list_price";

  /**
   * Whether it is a gift, as gift wrap, a gift message or an address of its own for shipping tells.
   */
  public static final String GIFT = "gift";

  /** The offer that put the line into the order, as the offer_view event names it. */
  public static final String OFFER_ID = "offer_id";

  /** Where it was ordered, such as web or app. Nothing is learned from it. */
  public static final String CHANNEL = "channel";

  /** Where it went. Nothing is learned from it. */
  public static final String REGION = "region";

  private OrderColumns() {}
}

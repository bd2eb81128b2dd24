package io.basketwise.inputs;

/** Column names of orders: one row per order line. */
public final class OrderColumns {
  public static final String ORDER_ID = "order_id";
  public static final String ORDERED_AT = "ordered_at";
  public static final String ITEM_ID = "item_id";
  public static final String QUANTITY = "quantity";
  public static final String UNIT_PRICE = "unit_price";
  public static final String CUSTOMER_ID = "customer_id";
  public static final String SESSION_ID = "session_id";
  public static final String STATUS = "status";
  public static final String LIST_PRICE = "list_price";
  public static final String GIFT = "gift";
  public static final String OFFER_ID = "offer_id";
  public static final String CHANNEL = "channel";
  public static final String REGION = "region";

  private OrderColumns() {}
}

package io.basketwise.inputs;

/** Column names of clicks: one row per event. */
public final class ClickColumns {
  public static final String EVENT_ID = "event_id";
  public static final String VISITOR_ID = "visitor_id";
  public static final String OCCURRED_AT = "occurred_at";
  public static final String EVENT_TYPE = "event_type";
  public static final String SESSION_ID = "session_id";
  public static final String CUSTOMER_ID = "customer_id";
  public static final String PLACEMENT = "placement";
  public static final String ITEM_ID = "item_id";
  public static final String PRICE = "price";
  public static final String QUANTITY = "quantity";
  public static final String DWELL_MS = "dwell_ms";
  public static final String VALUE = "value";
  public static final String DEVICE = "device";
  public static final String CHANNEL = "channel";
  public static final String REGION = "region";
  public static final String ORDER_ID = "order_id";
  public static final String OFFER_ID = "offer_id";
  public static final String EXPERIMENT = "experiment";
  public static final String VARIANT = "variant";
  public static final String PROPENSITY = "propensity";

  private ClickColumns() {}
}

package io.basketwise.inputs;

/** Column names of clicks: one row per event. What each one means is made into INPUTS.md. */
public final class ClickColumns {
  /** Names the event; of several with one id the earliest counts. */
  public static final String EVENT_ID = "event_id";

  /** The browser or the device, whoever is logged in. */
  public static final String VISITOR_ID = "visitor_id";

  /** When it happened. */
  public static final String OCCURRED_AT = "occurred_at";

  /** What happened; the table of event types tells what each one is for. */
  public static final String EVENT_TYPE = "event_type";

  /** The visit that it belongs to; without one it is cut out of what the visitor does. */
  public static final String SESSION_ID = "session_id";

  /**
   * Who is logged in; from the first event on that tells it, the customer is known to the session.
   */
  public static final String CUSTOMER_ID = "customer_id";

  /**
   * The page on which it happened, or the channel. Without one the last page of the session counts.
   */
  public static final String PLACEMENT = "placement";

  /** The item that it is about. */
  public static final String ITEM_ID = "item_id";

  /** Price of one unit as it was shown, in the currency of the shop. */
  public static final String PRICE = "price";

  /** Units that were put into the cart or taken out; null, or not above 0, is one. */
  public static final String QUANTITY = "quantity";

  /** Milliseconds on the page. */
  public static final String DWELL_MS = "dwell_ms";

  /** How deep a scroll went, or how much of a limit is used, as a share from 0 to 1. */
  public static final String VALUE = "value";

  /** What was held in the hand; where it contains mobile it is a phone. */
  public static final String DEVICE = "device";

  /** How the shop was reached; where it contains app it is the app. */
  public static final String CHANNEL = "channel";

  /** Where the visitor is. Nothing is learned from it. */
  public static final String REGION = "region";

  /** The order of a purchase, which so belongs to the session. */
  public static final String ORDER_ID = "order_id";

  /**
   * The offer that was shown, accepted or declined; the order lines that it brought carry it too.
   */
  public static final String OFFER_ID = "offer_id";

  /** The experiment that decided. Nothing is learned from it. */
  public static final String EXPERIMENT = "experiment";

  /** Its variant. Nothing is learned from it. */
  public static final String VARIANT = "variant";

  /**
   * Of offer_view and offer_quiet: the probability, above 0 and at most 1, with which chance chose
   * what was done.
   */
  public static final String PROPENSITY = "propensity";

  private ClickColumns() {}
}

package io.basketwise.models.session;

/** The event types that features know; any other counts as an event and nothing more. */
final class EventTypes {
  static final String PAGE_VIEW = "page_view";
  static final String ITEM_VIEW = "item_view";
  static final String SEARCH = "search";
  static final String ADD = "add_to_cart";
  static final String REMOVE = "remove_from_cart";
  static final String SCROLL = "scroll";
  static final String OFFER_VIEW = "offer_view";
  static final String OFFER_ACCEPT = "offer_accept";
  static final String OFFER_DECLINE = "offer_decline";
  static final String LIMIT_REACHED = "limit_reached";

  private EventTypes() {}
}

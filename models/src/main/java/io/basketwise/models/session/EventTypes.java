package io.basketwise.models.session;

import io.basketwise.models.decision.SessionEvent;
import java.util.List;
import java.util.Set;

/** The event types of the contract; those without a name here count as events and nothing more. */
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

  private static final Set<String> KNOWN =
      Set.of(
          PAGE_VIEW,
          ITEM_VIEW,
          SEARCH,
          ADD,
          REMOVE,
          SCROLL,
          OFFER_VIEW,
          OFFER_ACCEPT,
          OFFER_DECLINE,
          LIMIT_REACHED,
          "cart_view",
          "checkout_start",
          "shipping_view",
          "purchase",
          "offer_quiet",
          "usage",
          "seat_invite",
          "renewal_due",
          "plan_change",
          "support_ticket");

  private EventTypes() {}

  /** The events whose type is of the contract: training sees no others. */
  static List<SessionEvent> known(List<SessionEvent> events) {
    for (SessionEvent event : events) {
      if (!KNOWN.contains(event.eventType())) {
        return events.stream().filter(each -> KNOWN.contains(each.eventType())).toList();
      }
    }
    return events;
  }
}

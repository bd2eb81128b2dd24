package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.SessionEvent;

/** How often what happened. */
final class Counts {
  private int searches;
  private int categoryPages;
  private int adds;
  private int removals;
  private int offersSeen;
  private int offersDeclined;
  private int offersAccepted;
  private final Mean scroll = new Mean();

  void add(SessionEvent event) {
    switch (event.eventType()) {
      case EventTypes.SEARCH -> searches++;
      case EventTypes.ADD -> adds++;
      case EventTypes.REMOVE -> removals++;
      case EventTypes.OFFER_VIEW -> offersSeen++;
      case EventTypes.OFFER_DECLINE -> offersDeclined++;
      case EventTypes.OFFER_ACCEPT -> offersAccepted++;
      case EventTypes.SCROLL -> scroll.add(depth(event.value()));
      case EventTypes.PAGE_VIEW -> categoryPages += event.placement().equals("category") ? 1 : 0;
      default -> {}
    }
  }

  /** A depth in pixels or per cent is none. */
  private static double depth(double value) {
    return value >= 0 && value <= 1 ? value : Double.NaN;
  }

  void write(Views views, FeatureRow row) {
    row.share(SessionFeature.SEARCH_SHARE, searches, views.count());
    row.share(SessionFeature.CATEGORY_PAGES, categoryPages, views.count());
    row.share(SessionFeature.ADD_SHARE, adds, views.distinct());
    scroll.write(SessionFeature.SCROLL, row);
    row.set(SessionFeature.ADDS, adds);
    row.set(SessionFeature.REMOVALS, removals);
    row.set(SessionFeature.OFFERS_SEEN, offersSeen);
    row.set(SessionFeature.OFFERS_DECLINED, offersDeclined);
    row.set(SessionFeature.OFFERS_ACCEPTED, offersAccepted);
  }
}

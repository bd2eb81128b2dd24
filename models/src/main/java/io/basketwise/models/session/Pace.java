package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;

/**
 * How fast it goes. A clock that runs backwards counts as one that stands still. The time on a page
 * counts once it has passed: a log of the past knows how long the page at hand will be read.
 */
final class Pace {
  private static final double MILLIS = 1_000;
  private static final double MINUTE_SECONDS = 60;
  private static final int LAST = 3;

  private final Mean dwellItem = new Mean();
  private final Mean dwellLists = new Mean();
  private final Mean dwellCheckout = new Mean();
  private final double[] latest = new double[LAST];
  private final Instant now;
  private int dwells;
  private int events;
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private Instant firstAdd = Instant.MAX;

  Pace(Instant now) {
    this.now = now;
  }

  void add(SessionEvent event) {
    events++;
    Instant at = event.occurredAt();
    first = events == 1 ? at : first;
    last = at.isAfter(last) ? at : last;
    if (event.eventType().equals(EventTypes.ADD) && firstAdd.equals(Instant.MAX)) {
      firstAdd = at;
    }
    if (event.dwellMillis() >= 0 && !at.plusMillis(event.dwellMillis()).isAfter(now)) {
      double dwell = StrictMath.log1p(event.dwellMillis() / MILLIS);
      latest[dwells++ % LAST] = dwell;
      page(event).add(dwell);
    }
  }

  private Mean page(SessionEvent event) {
    if (event.eventType().equals(EventTypes.ITEM_VIEW)) {
      return dwellItem;
    }
    return switch (event.placement()) {
      case "cart", "checkout" -> dwellCheckout;
      default -> dwellLists;
    };
  }

  void write(FeatureRow row) {
    row.set(SessionFeature.EVENTS, events);
    dwellItem.write(SessionFeature.DWELL_ITEM, row);
    dwellLists.write(SessionFeature.DWELL_LISTS, row);
    dwellCheckout.write(SessionFeature.DWELL_CHECKOUT, row);
    double sum = 0;
    int known = Math.min(LAST, dwells);
    for (int i = 0; i < known; i++) {
      sum += latest[i];
    }
    row.share(SessionFeature.DWELL_LAST, sum, known);
    if (events == 0) {
      return;
    }
    double seconds = seconds(last);
    row.logarithm(SessionFeature.DURATION, seconds);
    if (events > 1 && seconds > 0) {
      row.logarithm(SessionFeature.PACE, events * MINUTE_SECONDS / seconds);
    }
    if (firstAdd.isBefore(Instant.MAX)) {
      row.logarithm(SessionFeature.TIME_TO_CART, seconds(firstAdd));
    }
  }

  private double seconds(Instant to) {
    return Math.max(0, (to.toEpochMilli() - first.toEpochMilli()) / MILLIS);
  }
}

package io.basketwise.models.session;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Signals;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The features of a session at a moment. Training asks this class about the moments of the past as
 * a scorer does about those of today, so that the two cannot drift: equal moments give equal bits.
 */
public final class SessionFeatures {
  /** Of a longer session the last events are looked at. */
  public static final int MAX_EVENTS = 500;

  private static final double HOURS = 24;
  private static final double HOUR_MINUTES = 60;

  private final SessionItems items;
  private final ZoneId zone;

  /** Features over the items of a version. */
  public SessionFeatures(Artifact artifact, Signals signals, ItemFinder finder) {
    items = new SessionItems(artifact, signals, finder);
    zone = signals.zone();
  }

  /** The features of a moment by column of {@link SessionFeature}. */
  public double[] of(Moment moment) {
    FeatureRow row = new FeatureRow();
    List<SessionEvent> all = EventTypes.known(moment.events());
    Instant now = now(moment, all);
    clock(now, row);
    row.set(SessionFeature.ON_PRODUCT_PAGE, moment.placement() == Placement.PRODUCT_PAGE);
    row.set(SessionFeature.ON_CART, moment.placement() == Placement.CART);
    row.set(SessionFeature.ON_CHECKOUT, moment.placement() == Placement.CHECKOUT);
    device(moment, all, row);
    usage(moment, all, row);
    new CartContents(items, moment.cart()).write(row);
    Possessions owned = new Possessions(items, moment, now);
    owned.write(row);
    events(latest(all), now, owned, row);
    return row.values();
  }

  /** A moment that does not tell its time is that of its latest event. */
  private static Instant now(Moment moment, List<SessionEvent> events) {
    return moment.at().equals(Instant.EPOCH)
        ? events.stream()
            .map(SessionEvent::occurredAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH)
        : moment.at();
  }

  private static List<SessionEvent> latest(List<SessionEvent> events) {
    return events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size());
  }

  private void clock(Instant now, FeatureRow row) {
    ZonedDateTime local = now.atZone(zone);
    double hour = local.getHour() + local.getMinute() / HOUR_MINUTES;
    double angle = 2 * Math.PI * hour / HOURS;
    row.set(SessionFeature.HOUR, hour);
    row.set(SessionFeature.HOUR_SIN, StrictMath.sin(angle));
    row.set(SessionFeature.HOUR_COS, StrictMath.cos(angle));
    row.set(SessionFeature.WEEKDAY, local.getDayOfWeek().getValue());
  }

  private static void device(Moment moment, List<SessionEvent> events, FeatureRow row) {
    if (!moment.device().isEmpty()) {
      row.set(SessionFeature.MOBILE, moment.device().toLowerCase(Locale.ROOT).contains("mobile"));
    }
    String channel = events.isEmpty() ? "" : events.get(events.size() - 1).channel();
    if (!channel.isEmpty()) {
      row.set(SessionFeature.APP, channel.toLowerCase(Locale.ROOT).contains("app"));
    }
  }

  private static void usage(Moment moment, List<SessionEvent> events, FeatureRow row) {
    double most = Double.NaN;
    for (double share : moment.usage().values()) {
      most = share <= most || Double.isNaN(share) ? most : share;
    }
    if (!Double.isNaN(most)) {
      row.set(SessionFeature.USAGE, Math.max(0, Math.min(1, most)));
    }
    boolean reached = !moment.limit().isEmpty();
    for (SessionEvent event : events) {
      reached |= event.eventType().equals(EventTypes.LIMIT_REACHED);
    }
    row.set(SessionFeature.LIMIT_REACHED, reached);
  }

  private void events(List<SessionEvent> events, Instant now, Possessions owned, FeatureRow row) {
    List<SessionEvent> looks = new ArrayList<>(events.size());
    Pace pace = new Pace(now);
    Counts counts = new Counts();
    for (SessionEvent event : events) {
      pace.add(event);
      counts.add(event);
      if (event.eventType().equals(EventTypes.ITEM_VIEW)) {
        looks.add(event);
      }
    }
    Views views = new Views(items, owned, looks);
    views.write(row);
    pace.write(row);
    counts.write(views, row);
  }
}

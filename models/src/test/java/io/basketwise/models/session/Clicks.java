package io.basketwise.models.session;

import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;

/** Events of a session in Berlin's noon of a Monday, each by the seconds since its start. */
public final class Clicks {
  /** When the session starts. */
  public static final Instant START = Instant.parse("2026-11-02T11:30:00Z");

  private Clicks() {}

  /** An event on no page. */
  public static SessionEvent of(long second, String type, String item) {
    return of(second, type, "", item, Double.NaN, -1, Double.NaN);
  }

  /** A look at an item at the catalog's price. */
  public static SessionEvent view(long second, String item) {
    return view(second, item, Double.NaN);
  }

  /** A look at an item at a price. */
  public static SessionEvent view(long second, String item, double price) {
    return of(second, "item_view", "product_page", item, price, -1, Double.NaN);
  }

  /** A page that was read for so long. */
  public static SessionEvent read(long second, String type, String placement, long dwellMillis) {
    return of(second, type, placement, "drill", Double.NaN, dwellMillis, Double.NaN);
  }

  /** An event with a value. */
  public static SessionEvent scroll(long second, double depth) {
    return of(second, "scroll", "", "", Double.NaN, -1, depth);
  }

  private static SessionEvent of(
      long second,
      String type,
      String placement,
      String item,
      double price,
      long dwellMillis,
      double value) {
    return new SessionEvent(
        "",
        START.plusSeconds(second),
        type,
        placement,
        item,
        price,
        Double.NaN,
        dwellMillis,
        value,
        "");
  }
}

package io.basketwise.models.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A moment at which an offer could be shown. Absent strings are empty; an absent time is the epoch,
 * before the first day of every campaign that has one, and stock of any age is believed then.
 *
 * @param consent without it only the page item and the cart are evidence
 * @param itemId the item on the page
 * @param events this session so far, oldest first
 * @param owned items that the visitor has
 * @param shown items already offered in this session or channel
 * @param onPage items that other placements of the same page show
 * @param stock live stock, which overrides the catalog's
 * @param usage share of each usage limit, 0 to 1
 * @param limit the usage limit that was reached
 */
public record Moment(
    String momentId,
    Instant at,
    Placement placement,
    String visitorId,
    String customerId,
    boolean consent,
    String device,
    String itemId,
    List<CartLine> cart,
    List<SessionEvent> events,
    List<OwnedItem> owned,
    List<String> shown,
    List<String> onPage,
    boolean firstTimeBuyer,
    Map<String, Long> stock,
    Map<String, Double> usage,
    String limit) {
  /**
   * Copies the collections.
   *
   * @throws java.time.DateTimeException when the time is outside the years 0 to 9998
   */
  public Moment {
    at = Times.checked(at);
    cart = List.copyOf(cart);
    events = List.copyOf(events);
    owned = List.copyOf(owned);
    shown = List.copyOf(shown);
    onPage = List.copyOf(onPage);
    stock = Map.copyOf(stock);
    usage = Map.copyOf(usage);
  }

  /** A moment of which only the cart is known. */
  public static Moment ofCart(String id, Instant at, Placement placement, List<CartLine> cart) {
    return new Builder().momentId(id).at(at).placement(placement).cart(cart).build();
  }

  /** A builder in which nothing is known yet; the placement is the cart. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what is known of a moment. */
  public static final class Builder {
    private String momentId = "";
    private Instant at = Instant.EPOCH;
    private Placement placement = Placement.CART;
    private String visitorId = "";
    private String customerId = "";
    private boolean consent = true;
    private String device = "";
    private String itemId = "";
    private List<CartLine> cart = List.of();
    private List<SessionEvent> events = List.of();
    private List<OwnedItem> owned = List.of();
    private List<String> shown = List.of();
    private List<String> onPage = List.of();
    private boolean firstTimeBuyer;
    private Map<String, Long> stock = Map.of();
    private Map<String, Double> usage = Map.of();
    private String limit = "";

    /** The id that the decision repeats. */
    public Builder momentId(String value) {
      momentId = value;
      return this;
    }

    /** When it is. */
    public Builder at(Instant value) {
      at = value;
      return this;
    }

    /** Where the offer would appear. */
    public Builder placement(Placement value) {
      placement = value;
      return this;
    }

    /** Whose browser it is. */
    public Builder visitorId(String value) {
      visitorId = value;
      return this;
    }

    /** Who is signed in. */
    public Builder customerId(String value) {
      customerId = value;
      return this;
    }

    /** Whether history may be evidence. */
    public Builder consent(boolean value) {
      consent = value;
      return this;
    }

    /** What the visitor holds. */
    public Builder device(String value) {
      device = value;
      return this;
    }

    /** The item on the page. */
    public Builder itemId(String value) {
      itemId = value;
      return this;
    }

    /** The lines of the cart. */
    public Builder cart(List<CartLine> value) {
      cart = value;
      return this;
    }

    /** This session so far. */
    public Builder events(List<SessionEvent> value) {
      events = value;
      return this;
    }

    /** Items that the visitor has. */
    public Builder owned(List<OwnedItem> value) {
      owned = value;
      return this;
    }

    /** Items already offered. */
    public Builder shown(List<String> value) {
      shown = value;
      return this;
    }

    /** Items that other placements of the page show. */
    public Builder onPage(List<String> value) {
      onPage = value;
      return this;
    }

    /** Whether this would be the first order. */
    public Builder firstTimeBuyer(boolean value) {
      firstTimeBuyer = value;
      return this;
    }

    /** Live stock. */
    public Builder stock(Map<String, Long> value) {
      stock = value;
      return this;
    }

    /** Shares of usage limits. */
    public Builder usage(Map<String, Double> value) {
      usage = value;
      return this;
    }

    /** The usage limit reached. */
    public Builder limit(String value) {
      limit = value;
      return this;
    }

    /** The moment. */
    public Moment build() {
      return new Moment(
          momentId,
          at,
          placement,
          visitorId,
          customerId,
          consent,
          device,
          itemId,
          cart,
          events,
          owned,
          shown,
          onPage,
          firstTimeBuyer,
          stock,
          usage,
          limit);
    }
  }
}

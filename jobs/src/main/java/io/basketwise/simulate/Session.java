package io.basketwise.simulate;

import java.time.Instant;
import java.util.Locale;

/** A session as it runs: who, when, what lies in the cart, how the mood has shifted. */
final class Session {
  private static final long MILLIS = 1_000;

  final Customer customer;
  final SessionPlan plan;
  final int day;

  /** Unique part of every id of this session. */
  final String key;

  /** Formatted once: every event carries them. */
  final String sessionId;

  final String customerId;
  final String visitorId;

  final boolean tracked;
  final boolean loggedIn;
  final Cart cart = new Cart();
  final Dice dice;
  private final Prices prices;
  private long clockMillis;
  private int events;
  private int offers;
  private double shift;

  Session(
      Customer customer,
      SessionPlan plan,
      int day,
      int number,
      Instant start,
      Prices prices,
      Dice dice) {
    this.customer = customer;
    this.plan = plan;
    this.day = day;
    this.key = String.format(Locale.ROOT, "%07d-%d", customer.number(), number);
    this.sessionId = "S" + key;
    this.customerId = customer.customerId();
    this.visitorId = customer.visitorId();
    this.dice = dice;
    this.prices = prices;
    this.tracked = !dice.chance(Model.UNTRACKED_SESSION);
    this.loggedIn = !customer.guest() && dice.chance(Model.LOGGED_IN);
    this.clockMillis = start.toEpochMilli() + plan.startSecond() * MILLIS;
  }

  String orderId() {
    return "O" + key;
  }

  /** The order that the session ends in. */
  Order order() {
    return new Order(
        orderId(),
        clock(),
        customer.guest() ? null : customerId,
        tracked ? sessionId : null,
        plan.gift(),
        customer.channel(),
        customer.region());
  }

  Instant clock() {
    return Instant.ofEpochMilli(clockMillis);
  }

  void pass(long millis) {
    clockMillis += millis;
  }

  /** A time that a page takes, shorter the greater the rush. */
  long dwellMillis(double medianSeconds) {
    double haste = 1 - Model.RUSH_HASTE * plan.rush();
    return 500 + (long) (MILLIS * haste * dice.around(medianSeconds, Model.DWELL_DEVIATION));
  }

  double price(Item item) {
    return prices.paid(item, day);
  }

  String nextEventId() {
    return "E" + key + "-" + events++;
  }

  String nextOfferId() {
    return "F" + key + "-" + offers++;
  }

  void harm(double logit) {
    shift -= logit;
  }

  /**
   * Probability that the session ends in an order, given something in the cart and no more offers.
   *
   * @param placement stages before it are already passed
   * @param harm of an offer shown now, a logit
   */
  double purchaseProbability(Placement placement, double harm) {
    double checkout = stage(Placement.CHECKOUT, harm);
    return placement == Placement.CHECKOUT ? checkout : stage(Placement.CART, harm) * checkout;
  }

  /** Whether the shopper passes a stage. */
  boolean passes(Placement placement) {
    return dice.chance(stage(placement, 0));
  }

  private double stage(Placement placement, double harm) {
    double ease = placement == Placement.CHECKOUT ? Model.CHECKOUT_EASE : 0;
    double cost = Model.SENSITIVITY_COST * (plan.sensitivity() - 0.5);
    return Model.sigmoid(plan.buy() + ease - cost + shift - harm);
  }
}

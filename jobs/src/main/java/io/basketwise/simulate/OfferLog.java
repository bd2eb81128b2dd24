package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.simulate.Slate.Candidate;
import io.basketwise.tables.ParquetTable;
import java.util.Optional;

/**
 * The logging policy, the shopper's answer, and the truth about both. The logged propensity is that
 * of the action, quiet or offering; which of the slate is shown is a second draw, whose probability
 * the truth table holds.
 */
final class OfferLog {
  private static final long ANSWER_SECONDS = 4;

  private final ShopSpec spec;
  private final Catalog catalog;
  private final ClickLog clicks;
  private final ParquetTable truth;

  OfferLog(ShopSpec spec, Catalog catalog, ClickLog clicks, ParquetTable truth) {
    this.spec = spec;
    this.catalog = catalog;
    this.clicks = clicks;
    this.truth = truth;
  }

  /** A moment at which an offer could be shown; without a candidate it is none. */
  void moment(Session session, Placement placement, Item anchor) {
    Slate slate = Slate.draw(catalog, session, anchor);
    if (slate.candidates().isEmpty()) {
      return;
    }
    double quiet = quietProbability(session);
    boolean offers = !session.dice.chance(quiet);
    Candidate shown = slate.pick(session.dice);
    String action = offers ? "offer" : "quiet";
    String eventId = session.nextEventId();
    if (session.clock().isBefore(spec.end())) {
      new TruthRow(eventId, action, quiet, shown).write(session, placement, anchor, slate);
    }
    if (offers) {
      offer(session, placement, anchor, shown, eventId, 1 - quiet);
    } else {
      clicks.write(
          session,
          eventId,
          new Event("offer_quiet", placement.label()).logged(variant(session), quiet));
    }
  }

  /** Depends on what is logged or seen only: variant and number of lines in the cart. */
  private static double quietProbability(Session session) {
    double base = Model.QUIET_BY_VARIANT[session.customer.variant()];
    double quiet = base + Model.QUIET_CART_SLOPE * session.cart.lines().size();
    return Math.min(Model.MAX_QUIET, Math.max(Model.MIN_QUIET, quiet));
  }

  private static String variant(Session session) {
    return session.customer.variant() == 0 ? "often" : "seldom";
  }

  private void offer(
      Session session,
      Placement placement,
      Item anchor,
      Candidate shown,
      String eventId,
      double propensity) {
    String offerId = session.nextOfferId();
    double price = session.price(shown.item());
    boolean accepted =
        session.dice.chance(Outlook.acceptance(spec, session, placement, anchor, shown));
    session.harm(Outlook.harm(spec, session, placement, shown));
    clicks.write(
        session,
        eventId,
        new Event("offer_view", placement.label())
            .item(shown.item(), price)
            .offer(offerId)
            .logged(variant(session), propensity));
    session.pass(session.dwellMillis(ANSWER_SECONDS));
    if (accepted) {
      accept(session, placement, shown, offerId);
    } else if (session.dice.chance(Model.EXPLICIT_DECLINE)) {
      clicks.write(session, answer("offer_decline", placement, shown, price, offerId));
    }
  }

  private void accept(Session session, Placement placement, Candidate shown, String offerId) {
    double price = session.price(shown.item());
    Optional<Line> displaced = Outlook.displaced(session, shown);
    int units = displaced.map(Line::quantity).orElse(1);
    clicks.write(session, answer("offer_accept", placement, shown, price, offerId));
    displaced.ifPresent(line -> remove(session, placement, line));
    session.cart.add(new Line(shown.item(), units, price, Optional.of(offerId)));
    clicks.write(session, answer("add_to_cart", placement, shown, price, offerId).quantity(units));
  }

  private void remove(Session session, Placement placement, Line line) {
    session.cart.drop(line.item());
    clicks.write(
        session,
        new Event("remove_from_cart", placement.label())
            .item(line.item(), line.price())
            .quantity(line.quantity()));
  }

  private static Event answer(
      String type, Placement placement, Candidate shown, double price, String offerId) {
    return new Event(type, placement.label()).item(shown.item(), price).offer(offerId);
  }

  /** What is true of a moment and is written aside. */
  private final class TruthRow {
    private final String eventId;
    private final String action;
    private final double quiet;
    private final Candidate shown;

    TruthRow(String eventId, String action, double quiet, Candidate shown) {
      this.eventId = eventId;
      this.action = action;
      this.quiet = quiet;
      this.shown = shown;
    }

    void write(Session session, Placement placement, Item anchor, Slate slate) {
      Outlook quietly = Outlook.quiet(session, placement);
      double purchase = 0;
      double gain = 0;
      Candidate best = slate.candidates().get(0);
      double bestMargin = Double.NEGATIVE_INFINITY;
      for (Candidate candidate : slate.candidates()) {
        Outlook offering = Outlook.offering(spec, session, placement, anchor, candidate);
        purchase += slate.probability(candidate) * offering.purchase();
        gain += slate.probability(candidate) * (offering.margin() - quietly.margin());
        if (offering.margin() > bestMargin) {
          bestMargin = offering.margin();
          best = candidate;
        }
      }
      truth.write(
          eventId,
          session.sessionId,
          session.clock(),
          placement.label(),
          anchor.id(),
          action,
          quiet,
          shown.item().id(),
          shown.relation().label(),
          slate.probability(shown),
          quietly.purchase(),
          quietly.margin(),
          purchase,
          quietly.margin() + gain,
          best.item().id(),
          best.relation().label(),
          bestMargin,
          gain > 0 ? "offer" : "quiet");
    }
  }
}

package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.simulate.Slate.Candidate;
import java.util.Optional;

/**
 * What a session is worth from a moment on, under quiet and under an offer, when nothing is offered
 * later. In closed form: the stages are independent Bernoulli draws given plan and shift.
 *
 * @param purchase probability that the session ends in an order
 * @param margin expected contribution margin of the session
 */
record Outlook(double purchase, double margin) {
  /** Without an offer. */
  static Outlook quiet(Session session, Placement placement) {
    if (!session.cart.willHoldSomething()) {
      return new Outlook(0, 0);
    }
    double purchase = session.purchaseProbability(placement, 0);
    return new Outlook(purchase, purchase * session.cart.plannedMargin());
  }

  /** With one candidate shown. */
  static Outlook offering(
      ShopSpec spec, Session session, Placement placement, Item anchor, Candidate candidate) {
    double accepted = acceptance(spec, session, placement, anchor, candidate);
    double passing =
        session.purchaseProbability(placement, harm(spec, session, placement, candidate));
    double gain = gain(session, candidate);
    if (!session.cart.willHoldSomething()) {
      return new Outlook(passing * accepted, passing * accepted * gain);
    }
    return new Outlook(passing, passing * (session.cart.plannedMargin() + accepted * gain));
  }

  /** Probability that a candidate is accepted. */
  static double acceptance(
      ShopSpec spec, Session session, Placement placement, Item anchor, Candidate candidate) {
    Relation relation = candidate.relation();
    double wanted = session.cart.wants(anchor) ? 1 : Model.UNWANTED_ANCHOR;
    double budget = Math.max(session.cart.plannedValue(), anchor.price());
    double ratio = candidate.item().price() / budget;
    double affordable = 1 / (1 + Model.PRICE_RATIO_COST * ratio * session.plan.sensitivity());
    double raw =
        relation.acceptance()
            * relation.appetite(session.plan.intent())
            * placement.openness()
            * wanted
            * affordable;
    return Math.min(Model.MAX_ACCEPTANCE, spec.offerBenefit() * raw);
  }

  /** What showing a candidate takes from the logit of every later stage. */
  static double harm(ShopSpec spec, Session session, Placement placement, Candidate candidate) {
    double rush =
        Model.RUSH_HARM * placement.rushWeight() * Math.max(0, session.plan.rush() - Model.CALM);
    double price =
        Model.SENSITIVITY_HARM
            * placement.sensitivityWeight()
            * Math.max(0, session.plan.sensitivity() - Model.AT_EASE);
    return spec.offerHarm() * candidate.relation().annoyance() * (rush + price);
  }

  /** The line that an accepted upgrade takes the place of. */
  static Optional<Line> displaced(Session session, Candidate candidate) {
    return candidate.relation() == Relation.UPGRADE
        ? session.cart.lines().stream()
            .filter(l -> l.item().index() == candidate.item().index() - 1)
            .findFirst()
        : Optional.empty();
  }

  private static double gain(Session session, Candidate candidate) {
    Item item = candidate.item();
    double unit = session.price(item) - item.unitCost();
    return displaced(session, candidate)
        .map(line -> line.quantity() * unit - line.margin())
        .orElse(unit);
  }
}

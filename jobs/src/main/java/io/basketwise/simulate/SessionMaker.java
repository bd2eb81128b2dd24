package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.simulate.SessionPlan.View;
import java.util.List;
import java.util.Optional;

/** Plays a planned session: pages, searches, cart, offers, checkout. */
final class SessionMaker {
  private static final double PAGE_SECONDS = 8;
  private static final double CART_SECONDS = 15;
  private static final double FORM_SECONDS = 40;

  private final ClickLog clicks;
  private final OfferLog offers;

  SessionMaker(ClickLog clicks, OfferLog offers) {
    this.clicks = clicks;
    this.offers = offers;
  }

  /** Plays a session; true = it ends in an order of what lies in the cart. */
  boolean play(Session session) {
    session.plan.views().stream()
        .filter(View::kept)
        .forEach(v -> session.cart.expect(line(session, v)));
    page(session, new Event("page_view", "home"), PAGE_SECONDS);
    for (View view : session.plan.views()) {
      look(session, view);
    }
    return !session.cart.lines().isEmpty() && buy(session);
  }

  private void look(Session session, View view) {
    if (view.searched()) {
      page(session, new Event("search", "search"), PAGE_SECONDS);
    } else if (session.dice.chance(Model.CATEGORY_PAGE)) {
      page(session, new Event("page_view", "category"), PAGE_SECONDS);
    }
    itemPage(session, view.item());
    if (session.dice.chance(Model.PRODUCT_MOMENT)) {
      offers.moment(session, Placement.PRODUCT_PAGE, view.item());
    }
    if (view.quantity() > 0) {
      fill(session, view);
    }
    if (session.dice.chance(Model.REVISIT)) {
      itemPage(session, view.item());
    }
  }

  private void itemPage(Session session, Item item) {
    page(
        session,
        new Event("item_view", Placement.PRODUCT_PAGE.label()).item(item, session.price(item)),
        session.plan.dwellSeconds());
    if (session.dice.chance(Model.SCROLL)) {
      double depth = session.plan.scroll() + session.dice.normal(0, 0.2);
      clicks.write(
          session,
          new Event("scroll", Placement.PRODUCT_PAGE.label())
              .item(item, session.price(item))
              .value(Math.round(Math.min(1, Math.max(0.02, depth)) * 100) / 100.0));
    }
  }

  /** A view's item goes into the cart, unless an accepted offer brought it or took its place. */
  private void fill(Session session, View view) {
    Optional<Line> arrived =
        view.removed() ? Optional.of(line(session, view)) : session.cart.arrive(view.item());
    arrived.ifPresent(line -> clicks.write(session, cartEvent("add_to_cart", line)));
    session.pass(session.dwellMillis(2));
    if (view.removed()) {
      clicks.write(session, cartEvent("remove_from_cart", line(session, view)));
    }
  }

  private boolean buy(Session session) {
    page(session, new Event("cart_view", Placement.CART.label()), CART_SECONDS);
    if (session.dice.chance(Model.CART_MOMENT)) {
      offers.moment(session, Placement.CART, anyOfCart(session));
    }
    if (!session.passes(Placement.CART)) {
      return false;
    }
    page(session, new Event("checkout_start", Placement.CHECKOUT.label()), CART_SECONDS);
    if (session.dice.chance(Model.CHECKOUT_MOMENT)) {
      offers.moment(session, Placement.CHECKOUT, anyOfCart(session));
    }
    page(session, new Event("shipping_view", Placement.CHECKOUT.label()), FORM_SECONDS);
    if (!session.passes(Placement.CHECKOUT)) {
      return false;
    }
    clicks.write(
        session, new Event("purchase", Placement.CHECKOUT.label()).order(session.orderId()));
    return true;
  }

  private static Item anyOfCart(Session session) {
    List<Line> lines = session.cart.lines();
    return lines.get(session.dice.below(lines.size())).item();
  }

  /** A page is left after its dwell time, which the event carries. */
  private void page(Session session, Event event, double medianSeconds) {
    long dwell = session.dwellMillis(medianSeconds);
    clicks.write(session, event.dwell(dwell));
    session.pass(dwell);
  }

  private static Event cartEvent(String type, Line line) {
    return new Event(type, Placement.PRODUCT_PAGE.label())
        .item(line.item(), line.price())
        .quantity(line.quantity());
  }

  private static Line line(Session session, View view) {
    return new Line(view.item(), view.quantity(), session.price(view.item()), Optional.empty());
  }
}

package io.basketwise.models.session;

import static io.basketwise.models.behaviour.SessionFeature.ADDS;
import static io.basketwise.models.behaviour.SessionFeature.ADD_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.CATEGORY_PAGES;
import static io.basketwise.models.behaviour.SessionFeature.CATEGORY_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.CHEAPER_MOVES;
import static io.basketwise.models.behaviour.SessionFeature.COMPARED;
import static io.basketwise.models.behaviour.SessionFeature.CYCLE_DAYS;
import static io.basketwise.models.behaviour.SessionFeature.DISCOUNTED;
import static io.basketwise.models.behaviour.SessionFeature.DISTINCT_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.DURATION;
import static io.basketwise.models.behaviour.SessionFeature.DWELL_CHECKOUT;
import static io.basketwise.models.behaviour.SessionFeature.DWELL_ITEM;
import static io.basketwise.models.behaviour.SessionFeature.DWELL_LAST;
import static io.basketwise.models.behaviour.SessionFeature.DWELL_LISTS;
import static io.basketwise.models.behaviour.SessionFeature.EVENTS;
import static io.basketwise.models.behaviour.SessionFeature.FAMILY_MOVES;
import static io.basketwise.models.behaviour.SessionFeature.FOCUS;
import static io.basketwise.models.behaviour.SessionFeature.GIFT_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.OFFERS_ACCEPTED;
import static io.basketwise.models.behaviour.SessionFeature.OFFERS_DECLINED;
import static io.basketwise.models.behaviour.SessionFeature.OFFERS_SEEN;
import static io.basketwise.models.behaviour.SessionFeature.PACE;
import static io.basketwise.models.behaviour.SessionFeature.PRICE_PLACE;
import static io.basketwise.models.behaviour.SessionFeature.PRICE_SPREAD;
import static io.basketwise.models.behaviour.SessionFeature.RELATED_MOVES;
import static io.basketwise.models.behaviour.SessionFeature.REMOVALS;
import static io.basketwise.models.behaviour.SessionFeature.SCROLL;
import static io.basketwise.models.behaviour.SessionFeature.SEARCH_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.TIER;
import static io.basketwise.models.behaviour.SessionFeature.TIME_TO_CART;
import static io.basketwise.models.behaviour.SessionFeature.VIEWS;
import static io.basketwise.models.behaviour.SessionFeature.VIEW_PRICE;
import static io.basketwise.models.behaviour.SessionFeature.WANDER;
import static io.basketwise.models.session.Asked.ln1p;
import static io.basketwise.models.session.Asked.session;
import static io.basketwise.models.session.Asked.views;
import static io.basketwise.models.session.Clicks.START;
import static io.basketwise.models.session.Clicks.read;
import static io.basketwise.models.session.Clicks.scroll;
import static io.basketwise.models.session.Clicks.view;

import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.SessionEvent;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What events make of features, worked out by hand in the small shop. */
class BrowsingFeaturesTest {
  @TempDir static Path folder;

  private static Asked asked;

  @BeforeAll
  static void open() {
    asked = Asked.of(folder);
  }

  @Test
  void breadthAndFocus() {
    Moment.Builder moment = views("brush", "case", "brush", "drill", "drill-pro", "hammer");
    asked.assertIs(moment, VIEWS, 6);
    asked.assertIs(moment, DISTINCT_SHARE, 5 / 6.0);
    asked.assertIs(moment, CATEGORY_SHARE, 2 / 5.0);
    asked.assertIs(moment, FOCUS, 3 / 6.0);
    // brush, case, brush: two within Care; then drill: neither; drill-pro: family; hammer: neither.
    asked.assertIs(moment, COMPARED, 3 / 5.0);
    asked.assertIs(moment, FAMILY_MOVES, 1 / 5.0);
    asked.assertIs(moment, RELATED_MOVES, 0);
    asked.assertIs(moment, WANDER, 2 / 5.0);
  }

  @Test
  void thingsBoughtTogetherAreNoWandering() {
    asked.assertIs(views("drill", "case"), RELATED_MOVES, 1);
    asked.assertIs(views("case", "drill"), RELATED_MOVES, 1);
    asked.assertIs(views("case", "drill"), WANDER, 0);
    asked.assertMissing(views("drill"), RELATED_MOVES, WANDER, FAMILY_MOVES, COMPARED);
    asked.assertMissing(views("drill", "drill"), WANDER);
  }

  @Test
  void whatIsKnownOfTheViewedItems() {
    Moment.Builder moment = views("drill", "drill-pro", "case", "filter", "filter");
    asked.assertIs(moment, TIER, 1.5);
    asked.assertIs(moment, GIFT_SHARE, 0.5 / 4);
    asked.assertIs(moment, CYCLE_DAYS, 30);
    asked.assertIs(moment, PRICE_PLACE, (0.5 + 1 + 1 + 0.25 + 0.25) / 5);
    asked.assertIs(moment, VIEW_PRICE, ln1p((50 + 90 + 20 + 4 + 4) / 5.0));
    double squares = 0.01 + 0.16 + 0.16 + 2 * 0.35 * 0.35;
    asked.assertIs(moment, PRICE_SPREAD, Math.sqrt(squares / 5));
    asked.assertMissing(views("hammer"), TIER, CYCLE_DAYS, PRICE_PLACE, PRICE_SPREAD, VIEW_PRICE);
    asked.assertMissing(views("drill-pro"), GIFT_SHARE);
  }

  @Test
  void prices() {
    Moment.Builder moment =
        session(
            view(0, "case", 20),
            view(1, "filter", 3),
            view(2, "brush", 1.99),
            view(3, "case", 19.5),
            view(4, "drill", 50),
            view(5, "drill-pro", 0),
            view(6, "gone", -3));
    // Within categories: case, filter (cheaper), brush (cheaper), case; drill, drill-pro, gone.
    asked.assertIs(moment, CHEAPER_MOVES, 2 / 5.0);
    // Only the filter is cheaper by more than 3 %, of the five with a price.
    asked.assertIs(moment, DISCOUNTED, 1 / 5.0);
    asked.assertIs(moment, VIEW_PRICE, ln1p((20 + 3 + 1.99 + 19.5 + 50) / 5));
    asked.assertMissing(views("drill", "case"), CHEAPER_MOVES);
    asked.assertMissing(session(view(0, "drill", 0)), VIEW_PRICE, DISCOUNTED);
  }

  @Test
  void searchesPagesAndAdds() {
    Moment.Builder moment =
        session(
            Clicks.of(0, "search", ""),
            read(1, "page_view", "category", -1),
            read(2, "page_view", "home", -1),
            view(3, "drill"),
            view(4, "drill"),
            view(5, "case"),
            view(6, "no such item"),
            Clicks.of(7, "add_to_cart", "drill"),
            Clicks.of(8, "add_to_cart", "drill"),
            Clicks.of(9, "remove_from_cart", "drill"),
            Clicks.of(10, "teleport", "drill"));
    // A type that the contract does not have is left out, as in training.
    asked.assertIs(moment, EVENTS, 10);
    asked.assertIs(moment, VIEWS, 3);
    asked.assertIs(moment, SEARCH_SHARE, 1 / 3.0);
    asked.assertIs(moment, CATEGORY_PAGES, 1 / 3.0);
    asked.assertIs(moment, ADD_SHARE, 2 / 2.0);
    asked.assertIs(moment, ADDS, 2);
    asked.assertIs(moment, REMOVALS, 1);
    asked.assertIs(moment, TIME_TO_CART, ln1p(7));
    asked.assertMissing(
        session(Clicks.of(0, "search", "")), SEARCH_SHARE, CATEGORY_PAGES, ADD_SHARE);
    asked.assertMissing(views("drill"), TIME_TO_CART, SCROLL);
  }

  @Test
  void scrollDepthsAreShares() {
    asked.assertIs(session(scroll(0, 0.25), scroll(1, 0.75), scroll(2, Double.NaN)), SCROLL, 0.5);
    asked.assertIs(session(scroll(0, 0.25), scroll(1, 75), scroll(2, -1)), SCROLL, 0.25);
    asked.assertMissing(session(scroll(0, 75)), SCROLL);
  }

  @Test
  void paceAndTimes() {
    Moment.Builder moment =
        session(
            read(0, "page_view", "home", 10_000),
            read(20, "item_view", "product_page", 30_000),
            read(60, "cart_view", "cart", 4_000),
            read(90, "checkout_start", "checkout", 6_000));
    asked.assertIs(moment, DURATION, ln1p(90));
    asked.assertIs(moment, PACE, ln1p(4 / 1.5));
    asked.assertIs(moment, DWELL_LISTS, ln1p(10));
    asked.assertIs(moment, DWELL_ITEM, ln1p(30));
    asked.assertIs(moment, DWELL_CHECKOUT, (ln1p(4) + ln1p(6)) / 2);
    asked.assertIs(moment, DWELL_LAST, (ln1p(30) + ln1p(4) + ln1p(6)) / 3);
    asked.assertIs(views("drill"), DURATION, 0);
    asked.assertMissing(views("drill"), PACE, DWELL_LISTS, DWELL_ITEM, DWELL_CHECKOUT, DWELL_LAST);
    asked.assertMissing(session(view(0, "drill"), view(0, "case")), PACE);
    asked.assertMissing(session(), DURATION, PACE);
    asked.assertIs(session(), EVENTS, 0);
  }

  /** Its log tells of a page of the past how long it was going to be read. */
  @Test
  void aPageThatIsStillBeingReadHasNoTimeYet() {
    SessionEvent page = read(0, "item_view", "product_page", 30_000);
    asked.assertMissing(session(page).at(START.plusMillis(29_999)), DWELL_ITEM, DWELL_LAST);
    asked.assertIs(session(page).at(START.plusSeconds(30)), DWELL_ITEM, ln1p(30));
    asked.assertMissing(session(read(0, "item_view", "", Long.MAX_VALUE)), DWELL_ITEM);
    asked.assertMissing(session(read(0, "item_view", "", Long.MIN_VALUE)), DWELL_ITEM);
  }

  @Test
  void aClockThatRunsBackwardsStandsStill() {
    Moment.Builder moment =
        session(view(60, "drill"), Clicks.of(0, "add_to_cart", "drill"), view(30, "case"));
    asked.assertIs(moment, DURATION, 0);
    asked.assertIs(moment, TIME_TO_CART, 0);
    asked.assertMissing(moment, PACE);
  }

  @Test
  void offersSoFar() {
    Moment.Builder moment =
        session(
            Clicks.of(0, "offer_view", "case"),
            Clicks.of(1, "offer_decline", "case"),
            Clicks.of(2, "offer_view", "filter"),
            Clicks.of(3, "offer_accept", "filter"),
            Clicks.of(4, "offer_view", "extra"));
    asked.assertIs(moment, OFFERS_SEEN, 3);
    asked.assertIs(moment, OFFERS_DECLINED, 1);
    asked.assertIs(moment, OFFERS_ACCEPTED, 1);
  }

  @Test
  void ofALongSessionTheEndCounts() {
    List<SessionEvent> many =
        Stream.concat(
                Collections.nCopies(100_000, view(0, "drill")).stream(),
                Collections.nCopies(SessionFeatures.MAX_EVENTS, view(60, "case")).stream())
            .toList();
    Moment.Builder moment = session().events(many);
    asked.assertIs(moment, EVENTS, SessionFeatures.MAX_EVENTS);
    asked.assertIs(moment, GIFT_SHARE, 0.5);
    asked.assertIs(moment, DURATION, 0);
  }
}

package io.basketwise.models.session;

import static io.basketwise.models.behaviour.SessionFeature.ABOVE_OWNED;
import static io.basketwise.models.behaviour.SessionFeature.ADDS;
import static io.basketwise.models.behaviour.SessionFeature.APP;
import static io.basketwise.models.behaviour.SessionFeature.CART_GIFT_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.CART_ITEMS;
import static io.basketwise.models.behaviour.SessionFeature.CART_MARGIN;
import static io.basketwise.models.behaviour.SessionFeature.CART_MAX_QUANTITY;
import static io.basketwise.models.behaviour.SessionFeature.CART_QUANTITY_RATIO;
import static io.basketwise.models.behaviour.SessionFeature.CART_RELATED;
import static io.basketwise.models.behaviour.SessionFeature.CART_SPREAD;
import static io.basketwise.models.behaviour.SessionFeature.CART_UNITS;
import static io.basketwise.models.behaviour.SessionFeature.CART_VALUE;
import static io.basketwise.models.behaviour.SessionFeature.CATEGORY_SHARE;
import static io.basketwise.models.behaviour.SessionFeature.DAYS_SINCE_ORDER;
import static io.basketwise.models.behaviour.SessionFeature.EVENTS;
import static io.basketwise.models.behaviour.SessionFeature.FIRST_ORDER;
import static io.basketwise.models.behaviour.SessionFeature.FOCUS;
import static io.basketwise.models.behaviour.SessionFeature.HOUR;
import static io.basketwise.models.behaviour.SessionFeature.HOUR_COS;
import static io.basketwise.models.behaviour.SessionFeature.HOUR_SIN;
import static io.basketwise.models.behaviour.SessionFeature.KNOWN;
import static io.basketwise.models.behaviour.SessionFeature.LIMIT_REACHED;
import static io.basketwise.models.behaviour.SessionFeature.MOBILE;
import static io.basketwise.models.behaviour.SessionFeature.OFFERS_ACCEPTED;
import static io.basketwise.models.behaviour.SessionFeature.OFFERS_DECLINED;
import static io.basketwise.models.behaviour.SessionFeature.OFFERS_SEEN;
import static io.basketwise.models.behaviour.SessionFeature.ON_CART;
import static io.basketwise.models.behaviour.SessionFeature.ON_CHECKOUT;
import static io.basketwise.models.behaviour.SessionFeature.ON_PRODUCT_PAGE;
import static io.basketwise.models.behaviour.SessionFeature.ORDERS_BEFORE;
import static io.basketwise.models.behaviour.SessionFeature.OWNED_VALUE;
import static io.basketwise.models.behaviour.SessionFeature.OWNED_VIEWS;
import static io.basketwise.models.behaviour.SessionFeature.REMOVALS;
import static io.basketwise.models.behaviour.SessionFeature.USAGE;
import static io.basketwise.models.behaviour.SessionFeature.VIEWS;
import static io.basketwise.models.behaviour.SessionFeature.WEEKDAY;
import static io.basketwise.models.session.Asked.cart;
import static io.basketwise.models.session.Asked.ln1p;
import static io.basketwise.models.session.Asked.session;
import static io.basketwise.models.session.Asked.views;
import static io.basketwise.models.session.Clicks.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallShop;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moment, cart, visitor and usage make of features, worked out by hand in the small shop. */
class SessionFeaturesTest {
  @TempDir static Path folder;

  private static Asked asked;

  @BeforeAll
  static void open() {
    asked = Asked.of(folder);
  }

  @Test
  void theHourAndTheDayAreTheShops() {
    Moment.Builder monday = Moment.builder().at(Instant.parse("2026-11-01T23:15:00Z"));
    asked.assertIs(monday, HOUR, 0.25);
    asked.assertIs(monday, WEEKDAY, 1);
    asked.assertIs(monday, HOUR_SIN, Math.sin(Math.PI / 48));
    asked.assertIs(monday, HOUR_COS, Math.cos(Math.PI / 48));
    asked.assertIs(Moment.builder().at(Instant.parse("2026-07-05T21:30:00Z")), HOUR, 23.5);
    asked.assertIs(Moment.builder().at(Instant.parse("2026-07-05T21:30:00Z")), WEEKDAY, 7);
  }

  @ParameterizedTest
  @CsvSource({"PRODUCT_PAGE,1,0,0", "CART,0,1,0", "CHECKOUT,0,0,1", "HOME,0,0,0"})
  void thePlacementIsOneOfFour(Placement placement, double page, double cart, double checkout) {
    Moment.Builder moment = Moment.builder().placement(placement);
    asked.assertIs(moment, ON_PRODUCT_PAGE, page);
    asked.assertIs(moment, ON_CART, cart);
    asked.assertIs(moment, ON_CHECKOUT, checkout);
  }

  @Test
  void aCart() {
    Moment.Builder moment =
        cart(
            new CartLine("drill", 2, 45),
            new CartLine("filter", 2, Double.NaN),
            new CartLine("case", 1, 20),
            new CartLine("drill", 1, 45));
    asked.assertIs(moment, CART_ITEMS, 3);
    asked.assertIs(moment, CART_UNITS, 6);
    asked.assertIs(moment, CART_MAX_QUANTITY, 3);
    asked.assertIs(moment, CART_QUANTITY_RATIO, (3 + 0.5 + 1) / 3);
    asked.assertIs(moment, CART_SPREAD, 2 / 3.0);
    asked.assertIs(moment, CART_RELATED, 1 / 3.0);
    asked.assertIs(moment, CART_GIFT_SHARE, 0.5 / 3);
    asked.assertIs(moment, CART_VALUE, ln1p(3 * 45 + 2 * 4 + 20));
    asked.assertIs(moment, CART_MARGIN, ln1p(3 * 20 + 2 * 3 + 1));
  }

  @Test
  void anEmptyCart() {
    asked.assertIs(cart(), CART_ITEMS, 0);
    asked.assertIs(cart(), CART_UNITS, 0);
    asked.assertMissing(
        cart(),
        CART_MAX_QUANTITY,
        CART_QUANTITY_RATIO,
        CART_SPREAD,
        CART_RELATED,
        CART_GIFT_SHARE,
        CART_MARGIN,
        CART_VALUE);
    asked.assertMissing(cart(new CartLine("drill", 1, 50)), CART_RELATED);
    asked.assertMissing(cart(new CartLine("drill-pro", 1, 50)), CART_GIFT_SHARE);
  }

  @Test
  void linesWithoutUnitsAreNotInTheCart() {
    asked.assertIs(cart(new CartLine("drill", 0, 50), new CartLine("case", -2, 20)), CART_ITEMS, 0);
    Moment.Builder returned = cart(new CartLine("drill", 3, 50), new CartLine("drill", -1, 50));
    asked.assertIs(returned, CART_ITEMS, 1);
    asked.assertIs(returned, CART_UNITS, 2);
    asked.assertIs(returned, CART_VALUE, ln1p(100));
    Moment.Builder putBack =
        cart(
            new CartLine("drill", 1, 10),
            new CartLine("drill", -3, 10),
            new CartLine("case", 1, 30));
    asked.assertIs(putBack, CART_VALUE, ln1p(30));
  }

  @Test
  void whatIsUnknownToTheVersionStillLiesInTheCart() {
    Moment.Builder moment = cart(new CartLine("new", 2, 7), new CartLine("drill", 1, 50));
    asked.assertIs(moment, CART_ITEMS, 2);
    asked.assertIs(moment, CART_VALUE, ln1p(64));
    asked.assertIs(moment, CART_MARGIN, ln1p(20));
    asked.assertIs(moment, CART_QUANTITY_RATIO, 1);
    asked.assertMissing(moment, CART_RELATED);
  }

  @Test
  void thingsWithoutACategoryAreNoneTogether() {
    asked.assertIs(views("hammer", "hammer"), FOCUS, 0);
    asked.assertIs(views("hammer", "hammer"), CATEGORY_SHARE, 0);
    asked.assertIs(cart(new CartLine("hammer", 1, 9)), CART_SPREAD, 0);
  }

  @Test
  void whatTheVisitorHas() {
    Moment.Builder moment =
        views("drill", "drill-pro", "filter", "drill-pro")
            .owned(
                List.of(
                    new OwnedItem("drill", Optional.of(START.minus(Duration.ofDays(10)))),
                    new OwnedItem("filter", Optional.of(START.minus(Duration.ofDays(2)))),
                    new OwnedItem("case", Optional.of(START.minus(Duration.ofDays(2)))),
                    new OwnedItem("case", Optional.empty()),
                    new OwnedItem("unheard of", Optional.empty())))
            .customerId("c")
            .at(START);
    asked.assertIs(moment, ABOVE_OWNED, 2 / 4.0);
    asked.assertIs(moment, OWNED_VIEWS, 2 / 4.0);
    asked.assertIs(moment, KNOWN, 1);
    asked.assertIs(moment, FIRST_ORDER, 0);
    asked.assertIs(moment, ORDERS_BEFORE, 2);
    asked.assertIs(moment, OWNED_VALUE, ln1p(50 + 4 + 20));
    asked.assertIs(moment, DAYS_SINCE_ORDER, ln1p(2));
  }

  @Test
  void anUnknownTierIsNoLowerOne(@TempDir Path empty) {
    Moment.Builder moment = views("drill-pro").owned(List.of(OwnedItem.of("gone")));
    Asked.of(new SmallShop().goneWasADrill(), empty).assertIs(moment, ABOVE_OWNED, 0);
  }

  @Test
  void aStranger() {
    asked.assertIs(session(), KNOWN, 0);
    asked.assertIs(session().customerId("c").firstTimeBuyer(true), FIRST_ORDER, 1);
    asked.assertIs(session().firstTimeBuyer(true), FIRST_ORDER, 0);
    asked.assertIs(session(), ORDERS_BEFORE, 0);
    asked.assertIs(session(), OWNED_VALUE, 0);
    asked.assertMissing(session(), DAYS_SINCE_ORDER);
    Instant later = START.plus(Duration.ofDays(1));
    asked.assertIs(
        session().at(START).owned(List.of(new OwnedItem("drill", Optional.of(later)))),
        DAYS_SINCE_ORDER,
        0);
  }

  @Test
  void device() {
    asked.assertMissing(session(), MOBILE, APP);
    asked.assertIs(session().device("Mobile"), MOBILE, 1);
    asked.assertIs(session().device("desktop"), MOBILE, 0);
    asked.assertIs(session(channel("web"), channel("iOS-App")), APP, 1);
    asked.assertIs(session(channel("app"), channel("web")), APP, 0);
  }

  private static SessionEvent channel(String channel) {
    return new SessionEvent(
        "", START, "page_view", "", "", Double.NaN, Double.NaN, -1, Double.NaN, channel);
  }

  @Test
  void usageOfLimits() {
    asked.assertMissing(session(), USAGE);
    asked.assertIs(session(), LIMIT_REACHED, 0);
    asked.assertIs(session().usage(Map.of("seats", 0.5, "pages", 0.75)), USAGE, 0.75);
    asked.assertIs(session().usage(Map.of("seats", 1.5)), USAGE, 1);
    asked.assertIs(session().usage(Map.of("seats", -1.0)), USAGE, 0);
    asked.assertIs(session().usage(Map.of("seats", Double.NaN, "pages", 0.5)), USAGE, 0.5);
    asked.assertIs(session().limit("seats"), LIMIT_REACHED, 1);
    asked.assertIs(session(Clicks.of(0, "limit_reached", "")), LIMIT_REACHED, 1);
  }

  @Test
  void ofANobodyOnlyTheClockAndWhatIsCountedAreKnown() {
    double[] row = asked.row(Moment.builder());
    Set<SessionFeature> known = EnumSet.noneOf(SessionFeature.class);
    Arrays.stream(SessionFeature.values())
        .filter(feature -> !Double.isNaN(row[feature.column()]))
        .forEach(known::add);
    assertThat(known)
        .containsExactlyInAnyOrder(
            HOUR,
            HOUR_SIN,
            HOUR_COS,
            WEEKDAY,
            ON_PRODUCT_PAGE,
            ON_CART,
            ON_CHECKOUT,
            CART_ITEMS,
            CART_UNITS,
            ADDS,
            EVENTS,
            VIEWS,
            REMOVALS,
            KNOWN,
            FIRST_ORDER,
            ORDERS_BEFORE,
            OWNED_VALUE,
            OFFERS_SEEN,
            OFFERS_DECLINED,
            OFFERS_ACCEPTED,
            LIMIT_REACHED);
  }
}

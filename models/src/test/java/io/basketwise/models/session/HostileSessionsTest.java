package io.basketwise.models.session;

import static io.basketwise.models.session.Clicks.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingPolicy;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a session holds, its features keep their ranges and its models answer. */
class HostileSessionsTest {
  private static final double MOST = 1e12;

  /** Shares of a whole. */
  private static final Set<SessionFeature> SHARES =
      EnumSet.of(
          SessionFeature.ON_PRODUCT_PAGE,
          SessionFeature.ON_CART,
          SessionFeature.ON_CHECKOUT,
          SessionFeature.CART_SPREAD,
          SessionFeature.CART_RELATED,
          SessionFeature.CART_GIFT_SHARE,
          SessionFeature.DISTINCT_SHARE,
          SessionFeature.CATEGORY_SHARE,
          SessionFeature.FOCUS,
          SessionFeature.WANDER,
          SessionFeature.FAMILY_MOVES,
          SessionFeature.COMPARED,
          SessionFeature.RELATED_MOVES,
          SessionFeature.ABOVE_OWNED,
          SessionFeature.OWNED_VIEWS,
          SessionFeature.GIFT_SHARE,
          SessionFeature.SCROLL,
          SessionFeature.PRICE_PLACE,
          SessionFeature.PRICE_SPREAD,
          SessionFeature.CHEAPER_MOVES,
          SessionFeature.DISCOUNTED,
          SessionFeature.KNOWN,
          SessionFeature.FIRST_ORDER,
          SessionFeature.MOBILE,
          SessionFeature.APP,
          SessionFeature.USAGE,
          SessionFeature.LIMIT_REACHED);

  /** Logarithms of one more than an amount. */
  private static final Set<SessionFeature> LOGARITHMS =
      EnumSet.of(
          SessionFeature.CART_MARGIN,
          SessionFeature.CART_VALUE,
          SessionFeature.DWELL_ITEM,
          SessionFeature.VIEW_PRICE,
          SessionFeature.DURATION,
          SessionFeature.PACE,
          SessionFeature.DWELL_LISTS,
          SessionFeature.DWELL_CHECKOUT,
          SessionFeature.DWELL_LAST,
          SessionFeature.TIME_TO_CART,
          SessionFeature.OWNED_VALUE,
          SessionFeature.DAYS_SINCE_ORDER);

  private static final List<String> TYPES =
      List.of(
          "item_view",
          "item_view",
          "page_view",
          "search",
          "add_to_cart",
          "remove_from_cart",
          "scroll",
          "offer_view",
          "offer_quiet",
          "offer_accept",
          "limit_reached",
          "purchase",
          "",
          "\u0000\uD83C\uDF81");
  private static final List<Placement> PLACEMENTS = List.of(Placement.values());
  private static final List<String> PLACES =
      List.of("home", "category", "product_page", "cart", "checkout", "", "moon");
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    19.99,
    -5,
    1e308,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final long[] DWELLS = {-1, 0, 1, 4_000, Long.MAX_VALUE, Long.MIN_VALUE};

  @TempDir Path folder;

  private SessionFeatures features;
  private TimingPolicy timing;

  @BeforeEach
  void open() {
    new SmallShop().behaviour(SmallModels.all()).write(folder);
    Artifact artifact = Artifact.open(folder);
    features =
        new SessionFeatures(
            artifact,
            artifact.behaviour().orElseThrow().signals(),
            ItemFinder.each(artifact.items()::find));
    timing =
        new TimingPolicy(artifact.behaviour().orElseThrow().models(), 0, GainBounds.everywhere(0));
  }

  private static double number(SplittableRandom random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private static double finite(SplittableRandom random) {
    double number = number(random);
    return Double.isFinite(number) ? number : 2;
  }

  private static String item(SplittableRandom random) {
    int index = random.nextInt(SmallShop.IDS.size() + 2);
    return index < SmallShop.IDS.size() ? SmallShop.IDS.get(index) : index % 2 == 0 ? "" : "ghost";
  }

  private static Instant time(SplittableRandom random) {
    return switch (random.nextInt(20)) {
      case 0 -> Instant.parse("0000-01-01T00:00:00Z");
      case 1 -> Instant.parse("9998-12-31T23:59:59.999999999Z");
      default -> START.plusMillis(random.nextLong(-60_000, 600_000));
    };
  }

  private static SessionEvent event(SplittableRandom random) {
    return new SessionEvent(
        "",
        time(random),
        TYPES.get(random.nextInt(TYPES.size())),
        PLACES.get(random.nextInt(PLACES.size())),
        item(random),
        number(random),
        number(random),
        DWELLS[random.nextInt(DWELLS.length)],
        number(random),
        random.nextInt(3) == 0 ? "app" : "");
  }

  private static Moment moment(SplittableRandom random) {
    List<SessionEvent> events = new ArrayList<>();
    int count = random.nextInt(10) == 0 ? random.nextInt(1500) : random.nextInt(40);
    for (int i = 0; i < count; i++) {
      events.add(event(random));
    }
    List<CartLine> cart = new ArrayList<>();
    List<OwnedItem> owned = new ArrayList<>();
    for (int i = random.nextInt(15); i > 0; i--) {
      double price = number(random);
      cart.add(new CartLine(item(random), finite(random), Double.isInfinite(price) ? 3 : price));
      owned.add(new OwnedItem(item(random), Optional.of(time(random))));
    }
    return Moment.builder()
        .at(time(random))
        .placement(PLACEMENTS.get(random.nextInt(PLACEMENTS.size())))
        .customerId(random.nextBoolean() ? "c" : "")
        .firstTimeBuyer(random.nextBoolean())
        .device(random.nextBoolean() ? "mobile" : "")
        .events(events)
        .cart(cart)
        .owned(owned)
        .usage(Map.of("seats", number(random), "pages", number(random)))
        .build();
  }

  private static double least(SessionFeature feature) {
    return switch (feature) {
      case HOUR_SIN, HOUR_COS -> -1;
      case WEEKDAY -> 1;
      default -> 0;
    };
  }

  private static double most(SessionFeature feature) {
    if (SHARES.contains(feature)) {
      return 1;
    }
    if (LOGARITHMS.contains(feature)) {
      return StrictMath.log1p(MOST);
    }
    return switch (feature) {
      case HOUR -> 24;
      case HOUR_SIN, HOUR_COS -> 1;
      case WEEKDAY -> 7;
      case EVENTS,
          VIEWS,
          ADDS,
          REMOVALS,
          OFFERS_SEEN,
          OFFERS_DECLINED,
          OFFERS_ACCEPTED,
          SEARCH_SHARE,
          CATEGORY_PAGES,
          ADD_SHARE ->
          SessionFeatures.MAX_EVENTS;
      default -> MOST;
    };
  }

  private void holds(String as, Moment moment) {
    double[] row = features.of(moment);
    for (SessionFeature feature : SessionFeature.values()) {
      double value = row[feature.column()];
      assertThat(Double.isNaN(value) || (value >= least(feature) && value <= most(feature)))
          .as("%s: %s is %s", as, feature, value)
          .isTrue();
    }
    double[] intents = SmallModels.INTENT.probabilities(row);
    assertThat(Arrays.stream(intents).sum()).as(as).isBetween(1 - 1e-12, 1 + 1e-12);
    TimingPolicy.Verdict verdict = timing.judge(row);
    assertThat(verdict.purchase().orElseThrow()).as(as).isBetween(0.0, 1.0);
    verdict.gain().ifPresent(gain -> assertThat(gain.lower()).as(as).isFinite());
    assertThat(features.of(moment)).as(as).isEqualTo(row);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyFeatureKeepsItsRange(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int session = 0; session < 500; session++) {
      holds("seed " + seed + ", session " + session, moment(random));
    }
  }

  @Test
  void sessionsOfOneEventAndOfAHundredThousand() {
    SplittableRandom random = new SplittableRandom(5);
    holds("one", Moment.builder().events(List.of(event(random))).build());
    List<SessionEvent> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(event(random));
    }
    holds("many", Moment.builder().events(many).build());
    holds("equal", Moment.builder().events(Collections.nCopies(100_000, many.get(0))).build());
  }
}

package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.TeaShop;
import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.behaviour.Timeline.Bought;
import io.basketwise.behaviour.Timeline.Logged;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.SessionEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of a shop of tea, which costs it 1, and of pots, of which nobody knows the cost. */
class SessionRowsTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final double NONE = Double.NaN;
  private static final int MOST = 6;

  /** Orders that know their day alone. */
  private static final Instant ORDERED = Instant.parse("2026-03-02T00:00:00Z");

  private static final Bought TEA = new Bought("tea", 2, 4, false, "", ORDERED);
  private static final Bought POT_BY_OFFER = new Bought("pot", 1, 12, false, "o", ORDERED);

  private static final Bought POT = bought("pot", 1);
  private static final Timeline SAW_TEA = potAfter("tea", List.of());
  private static final Timeline HAD_TEA = potAfter("", List.of(OwnedItem.of("tea")));

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  @TempDir private static Path folder;
  private static Artifact version;

  @BeforeAll
  static void open() {
    version = Artifact.open(TeaShop.stageWithSignals(new ArtifactStore(folder)));
  }

  /** Events of some types on pages of the cart; all are about an offer. */
  private static Timeline session(List<Bought> bought, String... types) {
    List<Logged> events = new ArrayList<>();
    for (String type : types) {
      Instant at = START.plusSeconds(events.size());
      events.add(
          new Logged(
              new SessionEvent("e", at, type, "cart", "", NONE, NONE, -1, NONE, ""),
              "",
              "o",
              0.5,
              "",
              ""));
    }
    return new Timeline("s", "v", "", events, bought, List.of());
  }

  /** One page, after which a pot is ordered. */
  private static Timeline potAfter(String viewed, List<OwnedItem> owned) {
    SessionEvent view =
        new SessionEvent("e", START, "item_view", "product_page", viewed, NONE, NONE, -1, NONE, "");
    List<Logged> events = List.of(new Logged(view, "", "", NONE, "", ""));
    return new Timeline("s", "v", "", events, List.of(POT), owned);
  }

  private static Bought bought(String item, double units) {
    return new Bought(item, units, 4, false, "", ORDERED);
  }

  private static List<Row> rows(Timeline session, Kind kind) {
    return rows(version, session, kind);
  }

  private static List<Row> rows(Artifact artifact, Timeline session, Kind kind) {
    return new SessionRows(artifact, 100, MOST, 1)
        .of(session)
        .filter(row -> column(row, SessionRow.KIND).equals(kind.name()))
        .toList();
  }

  private static Object column(Row row, String name) {
    return row.get(SessionRow.SCHEMA.fieldIndex(name));
  }

  private static double feature(Row row, SessionFeature feature) {
    byte[] features = (byte[]) column(row, SessionRow.FEATURES);
    return ByteBuffer.wrap(features).asDoubleBuffer().get(feature.column());
  }

  private static Object margin(Bought... bought) {
    Row whole = rows(session(Arrays.asList(bought), "page_view"), Kind.WHOLE).get(0);
    return column(whole, SessionRow.MARGIN);
  }

  @Test
  void anUnknownCostMakesTheMarginUnknown() {
    assertThat(margin()).isEqualTo(0.0);
    assertThat(margin(TEA)).isEqualTo(6.0);
    assertThat(margin(TEA, POT_BY_OFFER)).isEqualTo(NONE);
    assertThat(margin(new Bought("soap", 1, 3, false, "", ORDERED))).isEqualTo(NONE);
    Row shown = rows(session(List.of(TEA, POT_BY_OFFER), "offer_view"), Kind.LOGGED).get(0);
    assertThat(column(shown, SessionRow.MARGIN)).isEqualTo(6.0);
    assertThat(column(shown, SessionRow.OFFER_MARGIN)).isEqualTo(NONE);
    assertThat(column(shown, SessionRow.TAKEN)).isEqualTo(1.0);
  }

  @Test
  void nothingIsForetoldAfterAnOrder() {
    String[] types = {"page_view", "cart_view", "purchase", "page_view", "item_view", "purchase"};
    assertThat(rows(session(List.of(TEA), types), Kind.PREFIX))
        .extracting(row -> column(row, SessionRow.POSITION))
        .containsExactly(1, 2);
    assertThat(rows(session(List.of(TEA), "purchase", "page_view"), Kind.PREFIX)).isEmpty();
    assertThat(rows(session(List.of(TEA), "offer_view", "purchase", "offer_quiet"), Kind.LOGGED))
        .hasSize(1);
  }

  /** Else timing would learn from what was done, which nobody knows who has yet to decide. */
  @Test
  void aLoggedMomentIsThatBeforeTheOfferWasShownOrWithheld() {
    String[] types = {"page_view", "offer_view", "cart_view", "offer_view", "offer_quiet"};
    List<Row> logged = rows(session(List.of(), types), Kind.LOGGED);
    assertThat(logged).extracting(row -> column(row, SessionRow.POSITION)).containsExactly(1, 3, 4);
    assertThat(logged)
        .extracting(row -> feature(row, SessionFeature.EVENTS))
        .containsExactly(1.0, 3.0, 4.0);
    assertThat(logged)
        .extracting(row -> feature(row, SessionFeature.OFFERS_SEEN))
        .containsExactly(0.0, 1.0, 2.0);
  }

  /** An unknown tier, -1, is neither lower nor higher. */
  @Test
  void whoBuysABetterOneThanWasSeenOrHadIsUpgraded() {
    for (int[] better : new int[][] {{1, 2}, {0, 1}}) {
      assertThat(upgraded(SAW_TEA, better[0], better[1])).isTrue();
      assertThat(upgraded(HAD_TEA, better[0], better[1])).isTrue();
    }
    for (int[] notBetter : new int[][] {{2, 1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}}) {
      assertThat(upgraded(SAW_TEA, notBetter[0], notBetter[1]))
          .as("saw %d, bought %d", notBetter[0], notBetter[1])
          .isFalse();
      assertThat(upgraded(HAD_TEA, notBetter[0], notBetter[1]))
          .as("had %d, bought %d", notBetter[0], notBetter[1])
          .isFalse();
    }
    assertThat(upgraded(session(List.of(POT), "item_view"), 1, 2)).isFalse();
  }

  /** Whether the session's pot is a better one, when tea and pots are of one family. */
  private static boolean upgraded(Timeline session, int tea, int pot) {
    Path staged = TeaShop.stageWithTiers(new ArtifactStore(folder), tea, pot);
    try (Artifact tiers = Artifact.open(staged)) {
      return (boolean) column(rows(tiers, session, Kind.WHOLE).get(0), SessionRow.UPGRADED);
    }
  }

  /** Usual are four units of tea and one pot; what is usual of soap nobody knows. */
  @Test
  void theMostUnitsOfALineCountAndTheMostAgainstWhatIsUsual() {
    List<Bought> lines = List.of(bought("tea", 6), bought("pot", 2), bought("soap", 9));
    Row row = rows(session(lines, "page_view"), Kind.WHOLE).get(0);
    assertThat(column(row, SessionRow.MAX_UNITS)).isEqualTo(9.0);
    assertThat(column(row, SessionRow.UNITS_RATIO)).isEqualTo(2.0);
    Row none = rows(session(List.of(), "page_view"), Kind.WHOLE).get(0);
    assertThat(column(none, SessionRow.MAX_UNITS)).isEqualTo(0.0);
    assertThat(column(none, SessionRow.UNITS_RATIO)).isEqualTo(0.0);
  }

  /** Those outside of it are in quarantine here, and left out by the scorer. */
  @Test
  void everyEventTypeOfTheContractCounts() {
    List<String> types =
        Contract.of(Table.CLICKS).columns().stream()
            .filter(column -> column.name().equals(ClickColumns.EVENT_TYPE))
            .flatMap(column -> column.words().stream())
            .toList();
    assertThat(types).hasSizeGreaterThan(15);
    for (String type : types) {
      Row whole = rows(session(List.of(), type), Kind.WHOLE).get(0);
      assertThat(feature(whole, SessionFeature.EVENTS)).as(type).isEqualTo(1);
    }
  }

  @Test
  void anOrderThatNoEventTellsOfHasItsOwnTime() {
    String[] types = {"page_view", "cart_view", "page_view", "offer_view"};
    Bought late = new Bought("tea", 2, 4, false, "", START.plusMillis(1_500));
    assertThat(rows(session(List.of(late), types), Kind.PREFIX))
        .extracting(row -> column(row, SessionRow.POSITION))
        .containsExactly(1, 2);
    assertThat(rows(session(List.of(late), types), Kind.LOGGED)).isEmpty();
    assertThat(rows(session(List.of(TEA), types), Kind.PREFIX)).as("a day alone").hasSize(3);
    assertThat(rows(session(List.of(TEA), types), Kind.LOGGED)).hasSize(1);
  }

  @Test
  void aPurchaseOfNobodyKnowsWhatIsAnOrderOfUnknownMargin() {
    Row row = rows(session(List.of(), "page_view", "purchase"), Kind.PREFIX).get(0);
    assertThat(column(row, SessionRow.PURCHASED)).isEqualTo(true);
    assertThat(column(row, SessionRow.MARGIN)).isEqualTo(NONE);
    Row none = rows(session(List.of(), "page_view"), Kind.PREFIX).get(0);
    assertThat(column(none, SessionRow.PURCHASED)).isEqualTo(false);
    assertThat(column(none, SessionRow.MARGIN)).isEqualTo(0.0);
  }

  @Test
  void anAcceptedOfferIsTakenWhetherOrdersNameOffersOrNot() {
    Row row = rows(session(List.of(TEA), "offer_view", "offer_accept"), Kind.LOGGED).get(0);
    assertThat(column(row, SessionRow.TAKEN)).isEqualTo(1.0);
    assertThat(column(row, SessionRow.OFFER_MARGIN)).isEqualTo(0.0);
    Row declined = rows(session(List.of(TEA), "offer_view", "offer_decline"), Kind.LOGGED).get(0);
    assertThat(column(declined, SessionRow.TAKEN)).isEqualTo(0.0);
  }

  @Test
  void ofSessionsThatAreTooLongNothingIsLearnedAndThatIsSaid() throws IOException {
    String[] types = new String[MOST + 1];
    Arrays.fill(types, "offer_view");
    types[3] = "offer_quiet";
    types[5] = "page_view";
    SessionRows cut = new SessionRows(version, 100, MOST, 1);
    List<Row> all =
        Stream.of(session(List.of(TEA), types), session(List.of(), Arrays.copyOf(types, MOST)))
            .flatMap(cut::of)
            .toList();
    Dataset<Row> rows = SPARK.session().createDataFrame(all, SessionRow.SCHEMA);
    assertThat(Samples.collect(rows, Kind.LOGGED).of(Kind.LOGGED).size()).isEqualTo(5);
    assertThat(Samples.collect(rows, Kind.WHOLE).of(Kind.WHOLE).size()).isEqualTo(1);
    assertThat(RowCounts.of(rows).notes(bounds(5)))
        .containsExactly(
            "sessions of more than 6 events (behaviour.maxSessionEvents) are left out as those"
                + " of machines: 1, with 6 logged offers and quiet moments");
    Dataset<Row> others = rows.filter("kind != 'LEFT_OUT'");
    assertThat(RowCounts.of(others).notes(bounds(5))).isEmpty();
    assertThat(RowCounts.of(others).notes(bounds(4)))
        .containsExactly(
            "timing learns from about 4 of 5 moments of the log (behaviour.maxLoggedMoments)");
  }

  private static ShopConfig.Behaviour bounds(int logged) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.yaml"), "inputs.orders: { path: orders }");
    Map<String, String> set =
        Map.of("behaviour.maxSessionEvents", "" + MOST, "behaviour.maxLoggedMoments", "" + logged);
    return ConfigLoader.load(file, set).behaviour();
  }
}

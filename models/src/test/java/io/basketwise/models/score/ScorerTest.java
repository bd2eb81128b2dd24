package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.cartPolicy;
import static io.basketwise.models.score.Shops.drop;
import static io.basketwise.models.score.Shops.ids;
import static io.basketwise.models.score.Shops.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.models.SmallShop;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {
  @TempDir Path folder;

  private Scorer scorer(SmallShop shop) {
    return Shops.open(shop, folder);
  }

  @Test
  void offersByRuleAndPairWithTheirEvidence() {
    Decision decision = scorer(new SmallShop()).decide(moment("drill", "brush").build());
    assertThat(ids(decision)).containsExactly("filter", "case", "extra");
    Offer filter = decision.offers().get(0);
    assertThat(filter.kind()).isEqualTo(OfferKind.BUNDLE);
    assertThat(filter.evidence().anchor()).isEqualTo("brush");
    assertThat(filter.evidence().baskets()).isEqualTo(12);
    assertThat(filter.evidence().confidence()).isEqualTo(0.4);
    assertThat(filter.message()).isEqualTo("Bought together with Brush in 12 orders");
    Offer bag = decision.offers().get(1);
    assertThat(bag.kind()).isEqualTo(OfferKind.COMPLEMENT);
    assertThat(bag.evidence().confidence()).isEqualTo(24.0 / 60);
    assertThat(bag.evidence().lift()).isCloseTo(24.0 * 200 / (60 * 40), within(1e-12));
    assertThat(bag.message()).isEqualTo("40% of orders with Drill also hold Case");
    assertThat(decision.offers()).allMatch(o -> o.score() > 0 && o.score() < 1);
  }

  @Test
  void anUnknownMarginIsTheMedianShareOfThePriceAndWithoutOneTheMedianMargin() {
    Scorer scorer =
        scorer(
            new SmallShop()
                .policy(cartPolicy(Map.of("objective", "margin")))
                .policy(Map.of("rules", List.of())));
    Moment moment = moment("drill").stock(Map.of("hammer", 1L)).build();
    // Known margins are 1, 1, 3, 5, 20 and 50; their shares 0.05, 0.4, 0.5, 0.5, 0.56 and 0.75.
    assertThat(worthOfOne(scorer, moment, "case")).isCloseTo(1, within(1e-12));
    assertThat(worthOfOne(scorer, moment, "extra")).isCloseTo(0.5 * 5, within(1e-12));
    assertThat(worthOfOne(scorer, moment, "hammer")).isCloseTo(3, within(1e-12));
  }

  private static double worthOfOne(Scorer scorer, Moment moment, String item) {
    Trace.Line line = Shops.line(scorer, moment, item);
    return line.value() / line.score();
  }

  @Test
  void titlesCannotInjectMarkup() {
    Offer extra =
        scorer(new SmallShop()).decide(moment("drill").build()).offers().stream()
            .filter(o -> o.itemId().equals("extra"))
            .findFirst()
            .orElseThrow();
    assertThat(extra.kind()).isEqualTo(OfferKind.ADD_ON);
    assertThat(extra.message()).isEqualTo("To go with Drill: &lt;Extra&gt;");
  }

  @Test
  void upgradesAreExplainedByWhatTheyImprove() {
    Decision decision =
        scorer(new SmallShop())
            .decide(moment().itemId("drill").placement(Placement.PRODUCT_PAGE).build());
    Offer upgrade =
        decision.offers().stream()
            .filter(o -> o.kind() == OfferKind.UPGRADE)
            .findFirst()
            .orElseThrow();
    assertThat(upgrade.message()).isEqualTo("A step up from Drill: Drill Pro");
    assertThat(upgrade.evidence().anchor()).isEqualTo("drill");
  }

  @Test
  void silenceNamesItsReason() {
    try (Scorer scorer = scorer(new SmallShop())) {
      assertThat(scorer.decide(moment().build()).reason()).isEqualTo(Reason.NO_EVIDENCE);
      assertThat(scorer.decide(moment("nobody knows").build()).reason())
          .isEqualTo(Reason.NO_EVIDENCE);
      assertThat(
              scorer
                  .decide(moment("drill").shown(List.of("a", "b", "c", "d", "e", "f")).build())
                  .reason())
          .isEqualTo(Reason.CAPPED);
    }
  }

  @Test
  void aSessionSeesNoMoreThanItsShare() {
    Scorer scorer = scorer(new SmallShop());
    Moment.Builder moment = moment("drill", "brush");
    assertThat(ids(scorer.decide(moment.shown(List.of("a", "b", "c", "d", "e")).build())))
        .containsExactly("filter");
    Moment capped = moment.shown(List.of("a", "b", "c", "d", "e", "f")).build();
    assertThat(drop(scorer, capped, "filter")).isEqualTo(Drop.QUIET);
  }

  @Test
  void aDisabledPlacementIsSilent() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("enabled", false))));
    assertThat(scorer.decide(moment("drill").build()).reason()).isEqualTo(Reason.DISABLED);
    assertThat(drop(scorer, moment("drill").build(), "case")).isEqualTo(Drop.QUIET);
  }

  @Test
  void placementBoundsHold() {
    Scorer scorer =
        scorer(new SmallShop().policy(cartPolicy(Map.of("maxShareOfCart", 0.5, "maxOffers", 1))));
    Moment moment = moment("drill", "brush").build();
    assertThat(ids(scorer.decide(moment))).containsExactly("filter");
    assertThat(drop(scorer, moment, "case")).isEqualTo(Drop.SHARE_OF_CART);
    assertThat(drop(scorer, moment, "extra")).isEqualTo(Drop.RANK);
  }

  @Test
  void atMostSoManyOfACategory() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("maxPerCategory", 1))));
    Moment moment = moment("drill", "brush").build();
    assertThat(ids(scorer.decide(moment))).containsExactly("filter");
    assertThat(drop(scorer, moment, "case")).isEqualTo(Drop.PER_CATEGORY);
  }

  @Test
  void objectivesReorder() {
    Moment moment = moment("drill", "brush").build();
    Scorer revenue = scorer(new SmallShop().policy(cartPolicy(Map.of("objective", "revenue"))));
    assertThat(ids(revenue.decide(moment))).containsExactly("case", "filter", "extra");
  }

  @Test
  void rulesExcludeBoostAndPinWhileTheyRun() {
    Scorer scorer =
        scorer(
            new SmallShop()
                .policy(
                    Map.of(
                        "rules",
                        List.of(
                            Map.of("id", "a", "action", "exclude", "items", List.of("filter")),
                            Map.of("id", "b", "action", "pin", "items", List.of("extra", "hammer")),
                            Map.of(
                                "id",
                                "c",
                                "action",
                                "exclude",
                                "items",
                                List.of("case"),
                                "from",
                                "2026-11-03")))));
    Moment moment = moment("drill", "brush").build();
    assertThat(ids(scorer.decide(moment))).containsExactly("extra", "case");
    Moment later = moment("drill", "brush").at(Instant.parse("2026-11-03T00:00:00Z")).build();
    assertThat(ids(scorer.decide(later))).containsExactly("extra");
    assertThat(drop(scorer, later, "filter")).isEqualTo(Drop.EXCLUDED);
  }

  @Test
  void aRuleHoldsFromItsFirstToItsLastDayAtItsPlacements() {
    Map<String, Object> rule =
        Map.of(
            "id",
            "day",
            "action",
            "exclude",
            "items",
            List.of("case"),
            "placements",
            List.of("cart"),
            "from",
            "2026-11-02",
            "to",
            "2026-11-02");
    Scorer scorer = scorer(new SmallShop().policy(Map.of("rules", List.of(rule))));
    assertThat(excluded(scorer, Placement.CART, "2026-11-01T23:59:59.999Z")).isFalse();
    assertThat(excluded(scorer, Placement.CART, "2026-11-02T00:00:00Z")).isTrue();
    assertThat(excluded(scorer, Placement.CART, "2026-11-02T23:59:59.999Z")).isTrue();
    assertThat(excluded(scorer, Placement.CART, "2026-11-03T00:00:00Z")).isFalse();
    assertThat(excluded(scorer, Placement.POST_PURCHASE, "2026-11-02T12:00:00Z")).isFalse();
  }

  private static boolean excluded(Scorer scorer, Placement placement, String at) {
    Moment moment = moment("drill").placement(placement).at(Instant.parse(at)).build();
    return drop(scorer, moment, "case") == Drop.EXCLUDED;
  }

  @Test
  void aBoostMultipliesTheValue() {
    Map<String, Object> boost =
        Map.of("id", "b", "action", "boost", "factor", 5.0, "items", List.of("extra"));
    Scorer scorer = scorer(new SmallShop().policy(Map.of("rules", List.of(boost))));
    assertThat(ids(scorer.decide(moment("drill", "brush").build()))).startsWith("extra");
  }

  @Test
  void boostsBeyondAllMeasureStillLeaveAnOrder() {
    List<Map<String, Object>> boosts =
        List.of(
            Map.of("id", "b", "action", "boost", "factor", 1e300, "items", List.of("extra", "bag")),
            Map.of("id", "c", "action", "boost", "factor", 1e300, "items", List.of("extra")),
            Map.of("id", "d", "action", "boost", "factor", 1e-300, "items", List.of("case")));
    Scorer scorer = scorer(new SmallShop().policy(Map.of("rules", boosts)));
    Trace trace = scorer.explain(moment("drill", "brush").build());
    assertThat(trace.lines()).extracting(Trace.Line::value).allMatch(Double::isFinite);
    assertThat(ids(trace.decision())).startsWith("extra");
  }

  @Test
  void candidatesAreTheFeaturesOfTheCartWithoutTheCart() {
    Scorer scorer = scorer(new SmallShop());
    Candidates candidates = scorer.candidates(new int[] {2, 0});
    assertThat(candidates.items()).containsExactly(1, 3, 4, 5, 6, 7);
    assertThat(candidates.feature(0, EvidenceFeature.LINEAR)).isEqualTo(0.5f);
    assertThat(candidates.feature(3, EvidenceFeature.RULE_CONFIDENCE)).isEqualTo(0.4f);
    assertThat(candidates.feature(3, EvidenceFeature.RULE_LIFT))
        .isCloseTo(StrictMath.log(1.5f), within(1e-15));
    assertThat(candidates.feature(3, EvidenceFeature.POPULARITY)).isEqualTo(StrictMath.log1p(80));
    var weights = new double[EvidenceFeature.count()];
    weights[EvidenceFeature.LINEAR.column()] = 1;
    assertThat(scorer.candidates(new int[] {0, 2}).best(weights, 4)).containsExactly(1, 4, 3, 5);
  }

  @Test
  void theSameMomentGivesTheSameBytes() {
    Scorer scorer = scorer(new SmallShop());
    Moment moment = moment("drill", "brush").build();
    assertThat(DecisionWriter.write(scorer.decide(moment)))
        .isEqualTo(DecisionWriter.write(scorer.decide(moment)))
        .startsWith("{\"moment_id\":\"m\",\"version\":\"20261101-")
        .contains("\"intent\":null,\"purchase_probability\":null,\"offers\":[{\"item_id\":")
        .endsWith("],\"experiment\":null}");
  }
}

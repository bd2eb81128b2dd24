package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.cartPolicy;
import static io.basketwise.models.score.Shops.drop;
import static io.basketwise.models.score.Shops.moment;
import static io.basketwise.models.score.Shops.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KindsTest {
  /** Worth a little less than 32.10 in binary. */
  private static final CartLine THREE = new CartLine("drill", 3, 10.70);

  @TempDir Path folder;

  private Scorer scorer(SmallShop shop) {
    return Shops.open(shop, folder);
  }

  private static Moment onThePageOf(String item) {
    return moment().itemId(item).placement(Placement.PRODUCT_PAGE).build();
  }

  @Test
  void aBundleRestsOnARuleAndAComplementOnAPair() {
    Decision decision = scorer(new SmallShop()).decide(moment("drill", "brush").build());
    assertThat(offer(decision, OfferKind.BUNDLE).itemId()).isEqualTo("filter");
    assertThat(offer(decision, OfferKind.COMPLEMENT).itemId()).isEqualTo("case");
    assertThat(offer(decision, OfferKind.ADD_ON).itemId()).isEqualTo("extra");
  }

  @ParameterizedTest
  @EnumSource(names = {"ADD_ON", "WARRANTY", "SERVICE"})
  void whatTheCatalogCallsAnAdditionIsAnAddOnAndNoComplement(ItemKind kind) {
    Scorer scorer = scorer(new SmallShop().extraKind(kind));
    Offer offer = offer(scorer.decide(moment("drill", "brush").build()), OfferKind.ADD_ON);
    assertThat(offer.itemId()).isEqualTo("extra");
    assertThat(offer.message()).isEqualTo("To go with Drill: &lt;Extra&gt;");
  }

  @Test
  void anythingElseAtThatPriceIsAComplement() {
    Scorer scorer = scorer(new SmallShop().extraKind(ItemKind.PRODUCT));
    assertThat(scorer.decide(moment("drill", "brush").build()).offers())
        .filteredOn(offer -> offer.itemId().equals("extra"))
        .extracting(Offer::kind)
        .containsExactly(OfferKind.COMPLEMENT);
  }

  @Test
  void aCheapComplementIsAnAddOnWhereNothingBetterIsAllowed() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("kinds", List.of("add_on")))));
    Moment moment = moment("drill", "brush").build();
    // At most a quarter of the drill's 50: the filter at 4 is, the case at 20 is not.
    assertThat(scorer.decide(moment).offers()).allMatch(o -> o.kind() == OfferKind.ADD_ON);
    assertThat(drop(scorer, moment, "filter")).isEqualTo(Drop.NONE);
    assertThat(drop(scorer, moment, "case")).isEqualTo(Drop.KIND);
  }

  @Test
  void aSimilarOfferRestsOnTheHeaviestPairThoughViewsAloneTellIt() {
    Scorer scorer = scorer(new SmallShop().alternatives());
    Offer bought = offer(scorer.decide(onThePageOf("brush")), OfferKind.SIMILAR);
    assertThat(bought.itemId()).isEqualTo("case");
    // 6 of 50 baskets with a brush, where a case is in 40 of all 200.
    assertThat(bought.evidence()).isEqualTo(new Evidence("brush", 6, 6 / 50.0, 6 / 50.0 / 0.2));
    assertThat(bought.message()).isEqualTo("Similar to Brush: Case");
    Moment both = moment("brush").itemId("drill").placement(Placement.PRODUCT_PAGE).build();
    Offer viewed = offer(scorer.decide(both), OfferKind.SIMILAR);
    assertThat(viewed.itemId()).isEqualTo("case");
    assertThat(viewed.evidence()).isEqualTo(new Evidence("drill", 0, 0, 0));
    assertThat(drop(scorer, moment("brush").build(), "case"))
        .as("nothing else is offered in the cart's place")
        .isEqualTo(Drop.KIND);
  }

  @Test
  void aComplementRestsOnTheFirstRelationThatHasItBought() {
    Scorer scorer = scorer(new SmallShop().alternatives());
    Offer alone = offer(scorer.decide(moment("brush").build()), OfferKind.COMPLEMENT);
    assertThat(alone.itemId()).isEqualTo("filter");
    assertThat(alone.evidence()).isEqualTo(new Evidence("brush", 20, 20 / 50.0, 1));
    Offer both = offer(scorer.decide(moment("drill").build()), OfferKind.COMPLEMENT);
    assertThat(both.itemId()).isEqualTo("case");
    // The linear model's count of the pair, not the heavier complement's 30.
    assertThat(both.evidence()).isEqualTo(new Evidence("drill", 24, 24 / 60.0, 2));
  }

  @Test
  void theFamilyTellsAnUpgradeThatNobodyLearned() {
    Scorer scorer = scorer(new SmallShop().withoutLearnedUpgrades());
    Offer upgrade = offer(scorer.decide(onThePageOf("drill")), OfferKind.UPGRADE);
    assertThat(upgrade.itemId()).isEqualTo("drill-pro");
    assertThat(upgrade.evidence().anchor()).isEqualTo("drill");
    assertThat(scorer.explain(onThePageOf("drill-pro")).lines())
        .noneMatch(line -> line.itemId().equals("drill"));
  }

  @Test
  void anUpgradeMayNotCostManyTimesAsMuch() {
    Scorer scorer =
        scorer(new SmallShop().policy(Map.of("prices", Map.of("maxUpgradeRatio", 1.7))));
    assertThat(drop(scorer, onThePageOf("drill"), "drill-pro")).isEqualTo(Drop.PRICE_RATIO);
  }

  @Test
  void whatIsDueIsReplenished() {
    Scorer scorer = scorer(new SmallShop());
    OwnedItem filter = new OwnedItem("filter", Optional.of(Shops.AT.minus(Duration.ofDays(31))));
    Moment mail = moment().placement(Placement.EMAIL).owned(List.of(filter)).build();
    Offer offer = offer(scorer.decide(mail), OfferKind.REPLENISH);
    assertThat(offer.itemId()).isEqualTo("filter");
    assertThat(offer.message()).isEqualTo("Time for more? Filter");
    assertThat(offer.evidence().anchor()).isEqualTo("filter");
    assertThat(offer.evidence().baskets()).isEqualTo(80);
    assertThat(offer.evidence().confidence()).isEqualTo(14 / 70.0);
  }

  @Test
  void theSmallestItemThatClosesTheGapComesFirst() {
    Scorer scorer = scorer(new SmallShop().policy(freeShippingAt(53)));
    // 50 in the cart: filter at 4, extra at 5 and case at 20 close the gap of 3.
    Decision decision = scorer.decide(cartWorth(50));
    assertThat(Shops.ids(decision)).startsWith("filter");
    assertThat(decision.offers().get(0).kind()).isEqualTo(OfferKind.THRESHOLD);
    assertThat(decision.offers().get(0).message())
        .isEqualTo("Filter completes the order for free shipping");
    assertThat(decision.offers().subList(1, 3)).noneMatch(o -> o.kind() == OfferKind.THRESHOLD);
    assertThat(offer(scorer.decide(cartWorth(47)), OfferKind.THRESHOLD).itemId()).isEqualTo("case");
    assertThat(scorer.decide(cartWorth(47, new CartLine("unheard", 1, Double.NaN))).offers())
        .as("shipping may be free already")
        .noneMatch(o -> o.kind() == OfferKind.THRESHOLD);
    assertThat(scorer.decide(cartWorth(53)).offers())
        .noneMatch(o -> o.kind() == OfferKind.THRESHOLD);
    assertThat(scorer.decide(cartWorth(10)).offers())
        .noneMatch(o -> o.kind() == OfferKind.THRESHOLD);
  }

  @Test
  void lastBitsOfASumAreNoGap() {
    Scorer scorer = scorer(new SmallShop().policy(freeShippingAt(50)));
    Moment.Builder full = moment().cart(List.of(THREE, new CartLine("brush", 1, 17.90)));
    assertThat(3 * 10.70 + 17.90).isLessThan(50);
    assertThat(scorer.decide(full.build()).offers())
        .noneMatch(o -> o.kind() == OfferKind.THRESHOLD);
  }

  @Test
  void lastBitsOfAGapCostNoMore() {
    Scorer dearer = scorer(new SmallShop().policy(freeShippingAt(36.10)));
    assertThat(36.10 - 3 * 10.70).isGreaterThan(4);
    Moment.Builder lacking = moment().cart(List.of(THREE, new CartLine("brush", 1, 0)));
    assertThat(offer(dearer.decide(lacking.build()), OfferKind.THRESHOLD).itemId())
        .isEqualTo("filter");
  }

  @Test
  void whatWasPutBackDoesNotLieInTheCart() {
    Scorer scorer = scorer(new SmallShop().policy(freeShippingAt(53)));
    Moment.Builder none = moment().cart(List.of());
    Moment.Builder zero = moment().cart(List.of(new CartLine("drill", 0, Double.NaN)));
    Moment.Builder back =
        moment().cart(List.of(new CartLine("drill", 1, 50), new CartLine("drill", -1, 50)));
    assertThat(scorer.decide(zero.build())).isEqualTo(scorer.decide(none.build()));
    assertThat(scorer.decide(back.build())).isEqualTo(scorer.decide(none.build()));
    assertThat(
            scorer
                .decide(cartWorth(50, new CartLine("unheard", 0, Double.NaN)))
                .offers()
                .get(0)
                .kind())
        .isEqualTo(OfferKind.THRESHOLD);
  }

  private static Map<String, Object> freeShippingAt(double value) {
    var policy = new HashMap<>(cartPolicy(Map.of()));
    policy.put("freeShippingAt", value);
    return policy;
  }

  private static Moment cartWorth(double value, CartLine... others) {
    List<CartLine> lines = new ArrayList<>(List.of(others));
    lines.add(new CartLine("drill", 1, value));
    lines.add(new CartLine("brush", 1, 0));
    return moment().cart(lines).build();
  }
}

package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.cartPolicy;
import static io.basketwise.models.score.Shops.drop;
import static io.basketwise.models.score.Shops.ids;
import static io.basketwise.models.score.Shops.moment;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallShop;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EligibilityTest {
  @TempDir Path folder;

  private Scorer scorer(SmallShop shop) {
    return Shops.open(shop, folder);
  }

  private static Map<String, Object> rule(String action, String... items) {
    return Map.of("rules", List.of(Map.of("id", "r", "action", action, "items", List.of(items))));
  }

  @Test
  void whatTheShopperHasOrSeesIsNotOffered() {
    Scorer scorer = scorer(new SmallShop());
    assertThat(drop(scorer, moment("drill", "case").build(), "case")).isEqualTo(Drop.IN_CART);
    assertThat(drop(scorer, moment("drill").itemId("case").build(), "case"))
        .isEqualTo(Drop.PAGE_ITEM);
    assertThat(drop(scorer, moment("drill").owned(List.of(OwnedItem.of("case"))).build(), "case"))
        .isEqualTo(Drop.OWNED);
    assertThat(drop(scorer, moment("drill").shown(List.of("case")).build(), "case"))
        .isEqualTo(Drop.SHOWN);
    assertThat(drop(scorer, moment("drill").onPage(List.of("case")).build(), "case"))
        .isEqualTo(Drop.ON_PAGE);
  }

  @Test
  void whatCannotBeSoldIsNotOffered() {
    Scorer scorer = scorer(new SmallShop());
    Moment moment = moment("drill").build();
    assertThat(drop(scorer, moment, "gone")).isEqualTo(Drop.DISCONTINUED);
    assertThat(drop(scorer, moment, "hammer")).isEqualTo(Drop.OUT_OF_STOCK);
    assertThat(drop(scorer, moment("drill").stock(Map.of("case", 0L)).build(), "case"))
        .isEqualTo(Drop.OUT_OF_STOCK);
    assertThat(drop(scorer, moment("drill").stock(Map.of("case", -2L)).build(), "case"))
        .as("oversold")
        .isEqualTo(Drop.OUT_OF_STOCK);
    assertThat(ids(scorer.decide(moment("drill").stock(Map.of("hammer", 2L)).build())))
        .contains("hammer");
  }

  @Test
  void onlyARepeatPurchaseThatMayBeDueIsExemptFromOwnership() {
    Scorer scorer = scorer(new SmallShop());
    Moment.Builder cart = moment("drill", "brush");
    assertThat(drop(scorer, cart.owned(List.of(OwnedItem.of("filter"))).build(), "filter"))
        .isEqualTo(Drop.NONE);
    assertThat(drop(scorer, cart.owned(List.of(filterOrdered(29))).build(), "filter"))
        .isEqualTo(Drop.OWNED);
    assertThat(drop(scorer, cart.owned(List.of(filterOrdered(30))).build(), "filter"))
        .isEqualTo(Drop.NONE);
    assertThat(
            drop(
                scorer, cart.owned(List.of(filterOrdered(90), filterOrdered(3))).build(), "filter"))
        .isEqualTo(Drop.OWNED);
  }

  private static OwnedItem filterOrdered(int daysAgo) {
    return new OwnedItem("filter", Optional.of(Shops.AT.minus(Duration.ofDays(daysAgo))));
  }

  @Test
  void anAccessoryIsOfferedOnlyWithWhatItFits() {
    Scorer scorer = scorer(new SmallShop().extraFits(3));
    assertThat(drop(scorer, moment("drill").build(), "extra")).isEqualTo(Drop.DOES_NOT_FIT);
    assertThat(drop(scorer, moment("drill", "drill-pro").build(), "extra")).isEqualTo(Drop.NONE);
    assertThat(drop(scorer, moment("drill").itemId("drill-pro").build(), "extra"))
        .isEqualTo(Drop.NONE);
    Moment.Builder owner = moment("drill").owned(List.of(OwnedItem.of("drill-pro")));
    assertThat(drop(scorer, owner.build(), "extra")).isEqualTo(Drop.NONE);
    assertThat(drop(scorer, owner.consent(false).build(), "extra")).isEqualTo(Drop.DOES_NOT_FIT);
  }

  @Test
  void whatARuleExcludesIsNotOffered() {
    Moment moment = moment("drill", "brush").build();
    Scorer scorer = scorer(new SmallShop().policy(rule("exclude", "filter")));
    assertThat(drop(scorer, moment, "filter")).isEqualTo(Drop.EXCLUDED);
    assertThat(ids(scorer.decide(moment))).containsExactly("case", "extra");
  }

  @Test
  void nothingButTheIncludedIsOffered() {
    Scorer scorer = scorer(new SmallShop().policy(rule("include", "extra", "case")));
    Moment moment = moment("drill", "brush").build();
    assertThat(drop(scorer, moment, "filter")).isEqualTo(Drop.EXCLUDED);
    assertThat(ids(scorer.decide(moment))).containsExactly("case", "extra");
  }

  @Test
  void aPlacementWithoutRoomIsDisabled() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("maxOffers", 0))));
    assertThat(scorer.decide(moment("drill").build()).reason()).isEqualTo(Reason.DISABLED);
  }

  @Test
  void aPriceIsBoundByThePagesItemAndTheCart() {
    Scorer scorer =
        scorer(
            new SmallShop()
                .policy(cartPolicy(Map.of("maxPriceRatio", 0.2, "maxShareOfCart", 0.4))));
    assertThat(drop(scorer, moment("brush").itemId("drill").build(), "case"))
        .isEqualTo(Drop.PRICE_RATIO);
    assertThat(drop(scorer, moment("drill").build(), "case")).isEqualTo(Drop.SHARE_OF_CART);
    assertThat(drop(scorer, moment("drill").build(), "extra")).isEqualTo(Drop.SHARE_OF_CART);
  }

  @Test
  void aPriceAtTheBoundKeepsIt() {
    assertThat(1.2 * 12.00).isLessThan(14.40);
    assertThat(PriceBound.exceeds(14.40, 1.2, 12.00)).isFalse();
    assertThat(PriceBound.exceeds(14.41, 1.2, 12.00)).isTrue();
    assertThat(PriceBound.exceeds(Double.NaN, 1.2, 12.00)).isTrue();
    assertThat(PriceBound.exceeds(1, Double.POSITIVE_INFINITY, Double.NaN)).isFalse();
  }

  @Test
  void aCartWithoutAKnownValueKeepsNoShareOfIt() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("maxShareOfCart", 0.4))));
    Moment.Builder gift = moment().cart(List.of(new CartLine("drill", 1, 0)));
    assertThat(drop(scorer, gift.build(), "case")).isEqualTo(Drop.SHARE_OF_CART);
    Moment.Builder unpriced =
        moment().itemId("drill").cart(List.of(new CartLine("hammer", 1, Double.NaN)));
    assertThat(drop(scorer, unpriced.build(), "case")).isEqualTo(Drop.SHARE_OF_CART);
    Moment.Builder unheard =
        moment().itemId("drill").cart(List.of(new CartLine("unheard", 1, Double.NaN)));
    assertThat(drop(scorer, unheard.build(), "case")).isEqualTo(Drop.SHARE_OF_CART);
    assertThat(drop(scorer, unheard.cart(List.of()).build(), "case"))
        .as("an empty cart has no share to keep")
        .isEqualTo(Drop.NONE);
  }

  @Test
  void aPageOfAnItemWithoutAPriceKeepsNoRatioToIt() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("maxPriceRatio", 9.0))));
    assertThat(drop(scorer, moment("drill").itemId("unheard").build(), "extra"))
        .isEqualTo(Drop.PRICE_RATIO);
    assertThat(drop(scorer, moment("drill").itemId("hammer").build(), "extra"))
        .isEqualTo(Drop.PRICE_RATIO);
    assertThat(drop(scorer, moment("drill").build(), "extra"))
        .as("no page has no ratio to keep")
        .isEqualTo(Drop.NONE);
  }

  @Test
  void theDearestOffersAreKeptFromFirstTimeBuyers() {
    Scorer scorer =
        scorer(new SmallShop().policy(Map.of("prices", Map.of("firstTimeBuyerQuantile", 0.5))));
    // Known prices 2, 4, 5, 10, 20, 50, 90: the least that half of them do not exceed is 10.
    Moment first = moment("drill").firstTimeBuyer(true).build();
    assertThat(drop(scorer, first, "case")).isEqualTo(Drop.FIRST_TIME_BUYER);
    assertThat(drop(scorer, first, "extra")).isEqualTo(Drop.NONE);
    assertThat(drop(scorer, moment("drill").build(), "case")).isEqualTo(Drop.NONE);
  }

  @Test
  void stockOfAnOldFeedIsBelievedOnlyWhenTheMomentConfirmsIt() {
    Scorer scorer = scorer(new SmallShop());
    Moment.Builder late = moment("drill").at(SmallShop.UPDATED_AT.plus(Duration.ofHours(25)));
    assertThat(drop(scorer, late.build(), "case")).isEqualTo(Drop.STALE_FEED);
    assertThat(ids(scorer.decide(late.build()))).containsExactly("extra");
    assertThat(ids(scorer.decide(late.stock(Map.of("case", 3L)).build())))
        .containsExactly("case", "extra");
    Moment onlyTracked = late.stock(Map.of()).shown(List.of("extra")).build();
    assertThat(scorer.decide(onlyTracked).reason()).isEqualTo(Reason.STALE_FEED);
    Moment inTime = moment("drill").at(SmallShop.UPDATED_AT.plus(Duration.ofHours(24))).build();
    assertThat(drop(scorer, inTime, "case")).isEqualTo(Drop.NONE);
  }

  @Test
  void withoutConsentOnlyThePageAndTheCartCount() {
    Scorer scorer = scorer(new SmallShop());
    Moment.Builder moment =
        moment("drill").firstTimeBuyer(true).owned(List.of(OwnedItem.of("case"))).consent(false);
    assertThat(drop(scorer, moment.build(), "case")).isEqualTo(Drop.NONE);
    assertThat(scorer.decide(moment().consent(false).build()).reason())
        .isEqualTo(Reason.NO_CONSENT);
  }

  @Test
  void aBlockIsFilledFromWhatIsLeft() {
    Scorer scorer = scorer(new SmallShop().policy(cartPolicy(Map.of("maxOffers", 2))));
    assertThat(ids(scorer.decide(moment("drill", "brush").build())))
        .containsExactly("filter", "case");
    assertThat(ids(scorer.decide(moment("drill", "brush").shown(List.of("filter")).build())))
        .containsExactly("case", "extra");
  }
}

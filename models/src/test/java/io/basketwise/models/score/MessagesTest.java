package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.moment;
import static io.basketwise.models.score.Shops.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ItemPair;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words an offer is given. */
class MessagesTest {
  private static final ItemPair TEA_AND_POT = new ItemPair("tea", "pot");
  private static final Optional<Intent> GIFT = Optional.of(Intent.GIFT_SHOPPER);

  @TempDir Path folder;

  /** A message of members laid end to end: kind, language, text and further names and values. */
  private static Map<String, Object> message(
      String kind, String language, String text, String... more) {
    var message = new TreeMap<String, Object>();
    message.putAll(Map.of("kind", kind, "language", language, "text", text));
    for (int i = 0; i < more.length; i += 2) {
      message.put(more[i], more[i + 1]);
    }
    return message;
  }

  private static Policy policy(Object... messages) {
    return Policy.of(Json.canonicalObject(Map.of("language", "de", "messages", List.of(messages))));
  }

  @Test
  void everyIntentIsSpokenToInBothLanguagesWhereItMatters() {
    for (String language : List.of("en", "de")) {
      Policy policy = Policy.of(Map.of("language", language));
      for (OfferKind kind : EnumSet.of(OfferKind.BUNDLE, OfferKind.COMPLEMENT, OfferKind.ADD_ON)) {
        Set<String> texts =
            Arrays.stream(Intent.values())
                .map(intent -> policy.message(kind, Optional.of(intent)))
                .filter(template -> template.language().equals(language))
                .map(MessageTemplate::text)
                .collect(Collectors.toSet());
        assertThat(texts).as("%s %s", language, kind).hasSize(Intent.values().length);
      }
    }
  }

  @Test
  void noShippedTextIsLong() {
    assertThat(Policy.of(Map.of()).messages())
        .hasSizeGreaterThan(60)
        .allSatisfy(template -> assertThat(template.text().length()).isLessThanOrEqualTo(90));
  }

  @Test
  void aPairsTextGoesBeforeAllOthersThenTheLanguageThenTheIntent() {
    String[] pair = {"anchor", "tea", "item", "pot"};
    String[] pairAndIntent = {"anchor", "tea", "item", "pot", "intent", "gift_shopper"};
    Policy policy =
        policy(
            message("bundle", "de", "generic", "intent", "gift_shopper"),
            message("bundle", "en", "pair, English, gift", pairAndIntent),
            message("complement", "de", "pair, German", pair),
            message("complement", "en", "pair, English, gift", pairAndIntent),
            message("similar", "de", "pair, any", pair),
            message("similar", "de", "pair, gift", pairAndIntent));
    assertThat(policy.message(OfferKind.BUNDLE, GIFT, TEA_AND_POT).text())
        .isEqualTo("pair, English, gift");
    assertThat(policy.message(OfferKind.COMPLEMENT, GIFT, TEA_AND_POT).text())
        .isEqualTo("pair, German");
    assertThat(policy.message(OfferKind.SIMILAR, GIFT, TEA_AND_POT).text()).isEqualTo("pair, gift");
    assertThat(policy.message(OfferKind.SIMILAR, Optional.empty(), TEA_AND_POT).text())
        .isEqualTo("pair, any");
    assertThat(policy.message(OfferKind.BUNDLE, GIFT, new ItemPair("pot", "tea")).text())
        .isEqualTo("generic");
  }

  @Test
  void aShopsOwnTextForAnyIntentIsNotOverruledByAShippedOne() {
    Policy policy = policy(message("bundle", "de", "own"));
    assertThat(policy.message(OfferKind.BUNDLE, GIFT).text()).isEqualTo("own");
    assertThat(policy.message(OfferKind.ADD_ON, GIFT).text()).startsWith("Eine kleine Beigabe");
  }

  @ParameterizedTest
  @CsvSource({"anchor", "item"})
  void halfAPairIsRefused(String member) {
    assertThatThrownBy(() -> policy(message("bundle", "de", "text", member, "tea")))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("messages[0]");
  }

  @Test
  void theScorerSaysAPairsTextWithItsNumbers() {
    String text = "{item.title}: {evidence.baskets}, {evidence.confidence}, {evidence.lift}";
    Map<String, Object> own = message("complement", "en", text, "anchor", "drill", "item", "case");
    Scorer scorer = Shops.open(new SmallShop().policy(Map.of("messages", List.of(own))), folder);
    Decision decision = scorer.decide(moment("drill", "brush").build());
    assertThat(offer(decision, OfferKind.COMPLEMENT).message()).isEqualTo("Case: 24, 40%, 2.0");
  }

  /**
   * Of orders with brush and drill 40 % hold the filter, which says nothing of all with a brush.
   */
  @Test
  void noShareIsToldOfOneItemWhereTheRuleHasMore() throws IOException {
    String share = "{evidence.confidence} of orders with {anchor.title}";
    List<Object> own =
        List.of(
            message("bundle", "en", share),
            message("bundle", "en", "pair: " + share, "anchor", "brush", "item", "filter"));
    assertThat(bundle(own)).startsWith("Bought together with Brush in ").doesNotContain("%");
    assertThat(bundle(List.of(message("bundle", "en", "{evidence.lift} times"))))
        .startsWith("Bought together with Brush in ");
    assertThat(
            bundle(
                List.of(message("bundle", "en", "Our own", "anchor", "brush", "item", "filter"))))
        .isEqualTo("Our own");
  }

  private String bundle(List<Object> messages) throws IOException {
    Path own = Files.createTempDirectory(folder, "own-");
    try (Scorer scorer = Shops.open(new SmallShop().policy(Map.of("messages", messages)), own)) {
      Decision decision = scorer.decide(moment("drill", "brush").build());
      return offer(decision, OfferKind.BUNDLE).message();
    }
  }

  @Test
  void halfAPerCentIsRoundedUpInDecimals() {
    assertThat(Explanation.percent(23 / 40.0, "%")).isEqualTo("58%");
    assertThat(Explanation.percent(29 / 200.0, "%")).isEqualTo("15%");
    assertThat(Explanation.percent(0.574, "%")).isEqualTo("57%");
    assertThat(Explanation.percent(0.004, "%")).isEqualTo("&lt;1%");
  }

  @Test
  void offersOfAPairAreWhatADecisionAboutItSays() {
    Scorer scorer = Shops.open(new SmallShop(), folder);
    try (Artifact artifact = Artifact.open(folder)) {
      PairOffers pairs = new PairOffers(artifact);
      List<PairOffers.Of> offers = pairs.after(artifact.items().find("drill"));
      assertThat(offers)
          .extracting(each -> artifact.items().id(each.item()), PairOffers.Of::kind)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("case", OfferKind.COMPLEMENT),
              org.assertj.core.groups.Tuple.tuple("drill-pro", OfferKind.UPGRADE),
              org.assertj.core.groups.Tuple.tuple("extra", OfferKind.ADD_ON),
              org.assertj.core.groups.Tuple.tuple("hammer", OfferKind.COMPLEMENT));
      Offer decided = offer(scorer.decide(moment("drill").build()), OfferKind.COMPLEMENT);
      assertThat(decided.evidence()).isEqualTo(offers.get(0).evidence());
      MessageTemplate template = artifact.policy().message(OfferKind.COMPLEMENT, Optional.empty());
      assertThat(pairs.fill(template, offers.get(0))).isEqualTo(decided.message());
    }
  }
}

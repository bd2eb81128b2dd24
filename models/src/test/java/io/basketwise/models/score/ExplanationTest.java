package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OfferKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
  @TempDir Path folder;

  private static Map<String, Object> message(String language, String text) {
    return Map.of("kind", "complement", "language", language, "text", text);
  }

  @Test
  void germanIsSpokenWithItsOwnNumbers() {
    Scorer scorer =
        Shops.open(
            new SmallShop()
                .policy(
                    Map.of(
                        "language",
                        "de",
                        "messages",
                        List.of(
                            Map.of(
                                "kind",
                                "complement",
                                "language",
                                "de",
                                "text",
                                "{evidence.lift} mal so oft, {evidence.confidence}")))),
            folder);
    Decision decision = scorer.decide(moment("drill", "brush").build());
    assertThat(Shops.offer(decision, OfferKind.COMPLEMENT).message())
        .isEqualTo("2,0 mal so oft, 40\u00a0%");
  }

  @Test
  void theMostSpecificTemplateWins() {
    Map<String, Object> forSolvers =
        Map.of(
            "kind", "complement", "language", "fr", "intent", "problem_solver", "text", "solver");
    Policy policy =
        Policy.of(
            Json.canonicalObject(
                Map.of(
                    "language",
                    "fr",
                    "messages",
                    List.of(forSolvers, message("fr", "first"), message("fr", "second")))));
    Optional<Intent> solver = Optional.of(Intent.PROBLEM_SOLVER);
    assertThat(policy.message(OfferKind.COMPLEMENT, solver).text()).isEqualTo("solver");
    assertThat(policy.message(OfferKind.COMPLEMENT, Optional.of(Intent.EXPLORER)).text())
        .isEqualTo("first");
    assertThat(policy.message(OfferKind.COMPLEMENT, Optional.empty()).text()).isEqualTo("first");
    assertThat(policy.message(OfferKind.BUNDLE, solver).text()).startsWith("For the same job");
    assertThat(policy.message(OfferKind.BUNDLE, Optional.empty()).text())
        .startsWith("Bought together");
  }

  @Test
  void theTraceTellsStageAndReasonOfEveryCandidate() {
    Scorer scorer =
        Shops.open(new SmallShop().policy(Shops.cartPolicy(Map.of("maxOffers", 1))), folder);
    Moment moment = moment("drill", "brush").build();
    Trace trace = scorer.explain(moment);
    assertThat(trace.lines())
        .extracting(
            Trace.Line::itemId,
            line -> line.drop().stage(),
            line -> line.drop().key(),
            Trace.Line::rank)
        .contains(
            tuple("filter", "offered", "none", 1),
            tuple("case", "placement", "rank", -1),
            tuple("gone", "eligibility", "discontinued", -1),
            tuple("drill-pro", "eligibility", "kind", -1));
    assertThat(trace.lines().get(0).itemId()).isEqualTo("filter");
    assertThat(Shops.line(scorer, moment, "drill-pro").kind()).contains(OfferKind.UPGRADE);
  }

  /** Filter, case and extra, in this order, are of one category. */
  @Test
  void theBoundOnACategoryIsTheReasonOnlyWhereThereWouldBeRoom() {
    Map<String, Object> bounds = Map.of("maxOffers", 2, "maxPerCategory", 1);
    Scorer scorer = Shops.open(new SmallShop().policy(Shops.cartPolicy(bounds)), folder);
    Moment moment = moment("drill", "brush").build();
    assertThat(Shops.drop(scorer, moment, "filter")).isEqualTo(Drop.NONE);
    assertThat(Shops.drop(scorer, moment, "case")).isEqualTo(Drop.PER_CATEGORY);
    assertThat(Shops.drop(scorer, moment, "extra")).isEqualTo(Drop.RANK);
  }
}

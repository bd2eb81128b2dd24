package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.BehaviourReport.Timing;
import io.basketwise.behaviour.JudgePolicy.Judged;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.GainBounds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On logs of moments in the cart at which offers are known to help or to hurt. */
class JudgePolicyTest {
  private static final double MAX_LOSS = 0.02;
  private static final List<String> LEARNED = List.of("what was learned");
  private static final GainBounds NONE = GainBounds.everywhere(0);

  /** Models that always offer, and models that never do. */
  private static final BehaviourModels EAGER = Timings.timed(0.2);

  private static final BehaviourModels QUIET = Timings.timed(-0.4);

  private static Sample log(long seed, double effect) {
    return new LoggedOffers(seed, 4_000).effect((pace, loose) -> effect).draw();
  }

  private static OfferPolicy policy(BehaviourModels models) {
    return new OfferPolicy(Optional.of(models), 0, NONE);
  }

  private static Judged judge(Sample log, OfferPolicy fresh, OfferPolicy live) {
    return new JudgePolicy(fresh, Optional.of(live), MAX_LOSS, "EUR")
        .on(log, 70, 8, Optional.empty(), LEARNED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aWorsePolicyIsKeptOut(long seed) {
    Judged found = judge(log(seed, 0.2), policy(QUIET), policy(EAGER));
    Timing timing = found.timing();
    assertThat(timing.state()).isEqualTo(Timing.KEPT);
    assertThat(timing.gain().orElseThrow().high()).isNegative();
    assertThat(timing.values()).containsOnlyKeys("new", "live", "always", "never");
    assertThat(timing.values().get("live")).isEqualTo(timing.values().get("always"));
    assertThat(timing.values().get("new")).isEqualTo(timing.values().get("never"));
    assertThat(timing.moments()).isEqualTo(70);
    assertThat(timing.unusable()).isEqualTo(8);
    assertThat(found.notes())
        .containsExactly(
            "timing kept as it is live, by timing model: the new policy may lose more than"
                + " gates.maxPolicyLoss allows");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aBetterPolicyPasses(long seed) {
    Timing timing = judge(log(seed, -0.2), policy(QUIET), policy(EAGER)).timing();
    assertThat(timing.state()).isEqualTo(Timing.TRAINED);
    assertThat(timing.gain().orElseThrow().low()).isPositive();
  }

  @Test
  void whatMayLoseALittleIsTaken() {
    Sample log = log(4, 0);
    Timing found = judge(log, policy(QUIET), policy(EAGER)).timing();
    double low = found.gain().orElseThrow().low();
    assertThat(low).isNegative();
    double live =
        new PolicyValues(log, QUIET.timing()).worth(policy(EAGER).offers()).doublyRobust().value();
    double share = -low / live;
    assertThat(found.mayLose(share * 0.999)).isTrue();
    assertThat(found.mayLose(share * 1.001)).isFalse();
    assertThat(judge(log, policy(EAGER), policy(EAGER)).timing().state()).isEqualTo("trained");
  }

  /** In such carts the rules always offer. */
  @Test
  void aNewModelMustNotBeWorseThanTheRulesThatAreLive() {
    Judged worse = judge(log(5, 0.2), policy(QUIET), policy(Timings.RULES));
    assertThat(worse.timing().state()).isEqualTo(Timing.KEPT);
    assertThat(worse.notes()).first().asString().contains("as it is live, by stated rules");
    Timing better = judge(log(5, -0.2), policy(QUIET), policy(Timings.RULES)).timing();
    assertThat(better.state()).isEqualTo(Timing.TRAINED);
    OfferPolicy withoutSessions = new OfferPolicy(Optional.empty(), 0, NONE);
    Timing asGood = judge(log(5, -0.2), policy(QUIET), withoutSessions).timing();
    assertThat(asGood.values().get("live")).isEqualTo(better.values().get("live"));
  }

  /** All of the log is in the cart. */
  @Test
  void boundsThatSilenceTheSameModelsAreSeen() {
    OfferPolicy elsewhere = new OfferPolicy(Optional.of(EAGER), 0, new GainBounds(1_000, 0, 1_000));
    Timing same = judge(log(6, 0.2), elsewhere, policy(EAGER)).timing();
    assertThat(same.state()).isEqualTo(Timing.TRAINED);
    assertThat(same.values().get("new")).isEqualTo(same.values().get("live"));
    OfferPolicy silenced = new OfferPolicy(Optional.of(EAGER), 0, new GainBounds(0, 1_000, 0));
    Judged found = judge(log(6, 0.2), silenced, policy(EAGER));
    assertThat(found.timing().state()).isEqualTo(Timing.KEPT);
    assertThat(found.timing().values().get(Timing.KEPT))
        .as("the bounds are the merchandisers', and stay")
        .isEqualTo(found.timing().values().get("never"));
    assertThat(found.notes()).hasSize(2).last().asString().contains("bounds of the policy");
  }

  @Test
  void theModelOfPurchasesThatBoundsTheLivePolicyStaysWithIt() {
    BehaviourModels doubtful = Timings.models(Optional.of(Timings.purchase(-9)), EAGER.timing());
    BehaviourModels sure = Timings.models(Optional.of(Timings.purchase(9)), EAGER.timing());
    OfferPolicy fresh = new OfferPolicy(Optional.of(doubtful), 0.1, NONE);
    Judged found = judge(log(7, 0.2), fresh, new OfferPolicy(Optional.of(sure), 0.1, NONE));
    assertThat(found.timing().state()).isEqualTo(Timing.KEPT);
    assertThat(found.timing().values()).as("all of the live policy").doesNotContainKey("kept");
    assertThat(found.notes()).first().asString().contains("timing model and purchase model");
    Timing unbounded = judge(log(7, 0.2), policy(doubtful), policy(sure)).timing();
    assertThat(unbounded.state()).isEqualTo(Timing.TRAINED);
  }

  /** What nobody valued is not published. */
  @Test
  void withoutALogToValueItOnNothingChanges() {
    Sample none = log(8, 0).select(new int[0]);
    Judged first =
        new JudgePolicy(policy(EAGER), Optional.empty(), MAX_LOSS, "EUR")
            .on(none, 900, 0, Optional.empty(), LEARNED);
    assertThat(first.timing().state()).isEqualTo(Timing.UNTRAINED);
    assertThat(first.timing().reason().orElseThrow()).startsWith("the holdout has no logged");
    assertThat(first.notes()).singleElement().asString().startsWith("timing untrained, stated");
    Judged rules = judge(none, policy(EAGER), policy(Timings.RULES));
    assertThat(rules.timing().state()).isEqualTo(Timing.UNTRAINED);
    Judged model = judge(none, policy(EAGER), policy(QUIET));
    assertThat(model.timing().state()).isEqualTo(Timing.KEPT);
    assertThat(model.notes()).singleElement().asString().contains("holdout has no logged moments");
  }

  @Test
  void theFirstPolicyOfAShopIsValuedBesideNone() {
    Judged found =
        new JudgePolicy(policy(QUIET), Optional.empty(), MAX_LOSS, "EUR")
            .on(log(9, 0), 1, 0, Optional.empty(), LEARNED);
    assertThat(found.timing().state()).isEqualTo(Timing.TRAINED);
    assertThat(found.timing().values()).containsOnlyKeys("new", "always", "never");
    assertThat(found.timing().reason()).isEmpty();
    assertThat(found.notes()).isEqualTo(LEARNED);
  }

  @Test
  void whatIsUntrainedTellsWhy() {
    Sample log = log(10, 0);
    for (Sample holdout : List.of(log, log.select(new int[0]))) {
      Judged found =
          new JudgePolicy(policy(Timings.RULES), Optional.empty(), MAX_LOSS, "EUR")
              .on(holdout, 1, 0, Optional.of("too few visitors"), List.of());
      assertThat(found.timing().state()).isEqualTo(Timing.UNTRAINED);
      assertThat(found.timing().reason()).hasValue("too few visitors");
      assertThat(found.notes())
          .containsExactly("timing untrained, stated rules decide: too few visitors");
    }
  }
}

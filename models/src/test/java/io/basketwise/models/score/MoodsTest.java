package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.decision.Action;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.Reason;
import io.basketwise.models.decision.SessionEvent;
import io.basketwise.models.session.Clicks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the models of behaviour do to decisions. */
class MoodsTest {
  /** Looks at cases are those of a gift shopper, looks at drills nobody's. */
  private static final List<SessionEvent> GIFTS =
      List.of(Clicks.view(0, "case"), Clicks.view(30, "case"));

  private static final List<SessionEvent> DRILLS =
      List.of(Clicks.view(0, "drill"), Clicks.view(30, "drill"));

  @TempDir Path folder;
  @TempDir Path other;

  private Scorer open(BehaviourModels models) {
    return Shops.open(new SmallShop().behaviour(models), folder);
  }

  private static Moment.Builder moment(List<SessionEvent> events) {
    return Shops.moment("drill").events(events);
  }

  private static Reason reason(Scorer scorer, Moment.Builder moment) {
    Decision decision = scorer.decide(moment.build());
    assertThat(decision.action())
        .isEqualTo(decision.reason() == Reason.OK ? Action.OFFER : Action.QUIET);
    return decision.reason();
  }

  @Test
  void anIntentIsNamedWithTheProbabilityOfEach() {
    Decision decision = open(SmallModels.all()).decide(moment(GIFTS).build());
    double gift = StrictMath.exp(1.25 * 3 - 0.1);
    double sum = gift + 3 + StrictMath.exp(0.1);
    assertThat(decision.intent().orElseThrow().label()).contains(Intent.GIFT_SHOPPER);
    Map<Intent, Double> found = decision.intent().orElseThrow().probabilities();
    assertThat(found.get(Intent.GIFT_SHOPPER)).isCloseTo(gift / sum, offset(1e-12));
    assertThat(found.get(Intent.EXPLORER)).isCloseTo(1 / sum, offset(1e-12));
    assertThat(found.values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-12));
    double logit = 0.75 * (0.3 + 0.5 * 1 - 0.1 * 2) - 0.5;
    assertThat(decision.purchaseProbability().orElseThrow())
        .isCloseTo(1 / (1 + Math.exp(-logit)), offset(1e-12));
  }

  @Test
  void anIntentThatIsTooUncertainIsNotNamed() {
    Decision decision = open(SmallModels.all()).decide(moment(DRILLS).build());
    assertThat(decision.intent().orElseThrow().label()).isEmpty();
    assertThat(DecisionWriter.write(decision))
        .contains("\"intent\":{\"label\":null,\"probabilities\":{\"problem_solver\":0.");
  }

  @Test
  void withoutConsentOrEventsASessionIsNotJudged() {
    Scorer plain = Shops.open(new SmallShop(), other);
    Scorer scorer = open(SmallModels.of(SmallModels.timing(-1, 0, 0)));
    for (Moment moment :
        List.of(
            moment(GIFTS).consent(false).build(),
            moment(List.of()).build(),
            moment(List.of()).consent(false).placement(Placement.CHECKOUT).build())) {
      Decision decision = scorer.decide(moment);
      assertThat(decision.intent()).isEmpty();
      assertThat(decision.purchaseProbability()).isEmpty();
      assertThat(scorer.explain(moment).models()).isEmpty();
      assertThat(DecisionWriter.write(decision).replace(scorer.version(), plain.version()))
          .isEqualTo(DecisionWriter.write(plain.decide(moment)));
    }
    assertThat(reason(scorer, moment(GIFTS))).isNotEqualTo(Reason.OK);
  }

  /**
   * What nobody is ever offered cannot be learned: some see it all the same, and the log says how
   * likely that was.
   */
  @Test
  void explorersAreOfferedWhatTimingWouldWithhold() {
    Scorer scorer =
        Shops.open(
            new SmallShop()
                .behaviour(SmallModels.of(SmallModels.timing(-1, 0, 0)))
                .policy(SmallShop.exploring(0.25)),
            folder);
    int explorers = 0;
    for (int visitor = 0; visitor < 400; visitor++) {
      Decision decision = scorer.decide(moment(GIFTS).visitorId("v" + visitor).build());
      boolean explores = decision.experiment().orElseThrow().variant().equals("explorers");
      explorers += explores ? 1 : 0;
      assertThat(decision.action()).isEqualTo(explores ? Action.OFFER : Action.QUIET);
      assertThat(decision.reason()).isEqualTo(explores ? Reason.OK : Reason.LOW_INTENT);
      assertThat(decision.experiment().orElseThrow().propensity())
          .isEqualTo(explores ? 0.25 : 0.75);
    }
    assertThat(explorers).isBetween(60, 140);
    assertThat(scorer.decide(moment(GIFTS).build()).experiment()).isEmpty();
    assertThat(reason(scorer, moment(GIFTS))).isEqualTo(Reason.LOW_INTENT);
  }

  @Test
  void signalsWithoutModelsChangeNothingButByStatedRules() {
    Scorer plain = Shops.open(new SmallShop(), other);
    Scorer scorer = open(BehaviourModels.NONE);
    Moment moment = moment(GIFTS).build();
    assertThat(
            DecisionWriter.write(scorer.decide(moment)).replace(scorer.version(), plain.version()))
        .isEqualTo(DecisionWriter.write(plain.decide(moment)));
  }

  @Test
  void theWordsFollowTheIntent() {
    Scorer scorer = open(SmallModels.all());
    String gift = text(scorer, moment(GIFTS));
    assertThat(gift).isNotEqualTo(text(scorer, moment(DRILLS)));
    assertThat(text(scorer, moment(DRILLS))).isEqualTo(text(scorer, moment(List.of())));
    Scorer own =
        Shops.open(
            new SmallShop()
                .behaviour(SmallModels.all())
                .policy(
                    Map.of(
                        "messages",
                        List.of(
                            Map.of(
                                "kind",
                                "complement",
                                "language",
                                "en",
                                "intent",
                                "gift_shopper",
                                "text",
                                "A gift")))),
            other);
    assertThat(text(own, moment(GIFTS))).isEqualTo("A gift");
    assertThat(text(own, moment(DRILLS))).isNotEqualTo("A gift");
  }

  private static String text(Scorer scorer, Moment.Builder moment) {
    return Shops.offer(scorer.decide(moment.build()), OfferKind.COMPLEMENT).message();
  }

  private static List<SessionEvent> quick() {
    return List.of(Clicks.view(0, "drill"), Clicks.view(1, "drill"));
  }

  private static List<SessionEvent> hesitant() {
    return List.of(Clicks.view(0, "drill"), Clicks.of(1, "remove_from_cart", "case"));
  }

  @Test
  void quietWhereHasteTakesMostFromTheGain() {
    Scorer scorer = open(SmallModels.of(SmallModels.timing(0.1, -0.5, -0.1)));
    assertThat(reason(scorer, moment(quick()))).isEqualTo(Reason.RUSHING);
    assertThat(reason(scorer, moment(hesitant()))).isEqualTo(Reason.RUSHING);
  }

  @Test
  void quietWherePricesTakeMostFromTheGain() {
    Scorer scorer = open(SmallModels.of(SmallModels.timing(0.1, 0, -0.5)));
    assertThat(reason(scorer, moment(hesitant()))).isEqualTo(Reason.PRICE_SENSITIVE);
    assertThat(reason(scorer, moment(quick()))).isEqualTo(Reason.OK);
  }

  @Test
  void quietWhereNeitherDoesAndTheGainIsStillNone() {
    Scorer scorer = open(SmallModels.of(SmallModels.timing(-0.1, 0.01, 0)));
    assertThat(reason(scorer, moment(quick()))).isEqualTo(Reason.LOW_INTENT);
  }

  /** The mean gain is 1.1 and its lower bound 0.9: two standard errors of a hundredth, times 10. */
  @ParameterizedTest
  @CsvSource({"0, OK", "0.89, OK", "0.91, LOW_INTENT", "-5, OK"})
  void theLowerBoundOfTheGainMustBeAboveThePolicys(double minGain, Reason expected) {
    Scorer scorer =
        Shops.open(
            new SmallShop()
                .behaviour(SmallModels.all())
                .policy(Map.of("quiet", Map.of("minGain", minGain))),
            folder);
    assertThat(reason(scorer, moment(DRILLS))).isEqualTo(expected);
  }

  /** The lower bound of the gain is 0.9 in the cart and 0.1 on the page of an item. */
  @ParameterizedTest
  @CsvSource({
    "cart, 0.91, 0, LOW_INTENT, OK",
    "cart, -5, 0.11, OK, LOW_INTENT",
    "product_page, 0.11, 0, OK, LOW_INTENT",
    "product_page, 0.09, 1, LOW_INTENT, OK",
    "checkout, 5, 0, OK, OK"
  })
  void aPlacementsOwnBoundHoldsThereAlone(
      String placement, double own, double minGain, Reason inCart, Reason onPage) {
    Scorer scorer =
        Shops.open(
            new SmallShop()
                .behaviour(SmallModels.all())
                .policy(
                    Map.of(
                        "quiet",
                        Map.of("minGain", minGain),
                        "placements",
                        Map.of(placement, Map.of("minGain", own)))),
            folder);
    assertThat(reason(scorer, moment(DRILLS).placement(Placement.CART))).isEqualTo(inCart);
    assertThat(reason(scorer, moment(DRILLS).placement(Placement.PRODUCT_PAGE))).isEqualTo(onPage);
  }

  /** The chance of an order is 0.4875 here. */
  @ParameterizedTest
  @CsvSource({"0, OK", "0.48, OK", "0.5, LOW_INTENT", "1, LOW_INTENT"})
  void theChanceOfAnOrderMustBeThePolicysAtLeast(double least, Reason expected) {
    Scorer scorer =
        Shops.open(
            new SmallShop()
                .behaviour(SmallModels.all())
                .policy(Map.of("quiet", Map.of("minPurchaseProbability", least))),
            folder);
    assertThat(reason(scorer, moment(DRILLS))).isEqualTo(expected);
  }

  /** Of the checkout too little was logged. */
  @Test
  void statedRulesStandInWhereTheModelKnowsNothing() {
    Scorer scorer = open(SmallModels.of(SmallModels.timing(-1, 0, 0)));
    Moment.Builder checkout = moment(DRILLS).placement(Placement.CHECKOUT);
    Moment.Builder hurried =
        moment(List.of(Clicks.read(0, "cart_view", "cart", 2_000))).placement(Placement.CHECKOUT);
    Moment.Builder minding = moment(hesitant()).placement(Placement.CHECKOUT);
    Moment.Builder home = moment(hesitant()).placement(Placement.HOME);
    assertThat(reason(scorer, checkout)).isEqualTo(Reason.OK);
    assertThat(reason(scorer, hurried)).isEqualTo(Reason.RUSHING);
    assertThat(reason(scorer, minding)).isEqualTo(Reason.PRICE_SENSITIVE);
    assertThat(scorer.decide(home.build()).reason())
        .isNotIn(Reason.RUSHING, Reason.PRICE_SENSITIVE, Reason.LOW_INTENT);
  }

  @Test
  void theTraceNamesWhatMovedEachModel() {
    Scorer scorer = open(SmallModels.all());
    Trace trace = scorer.explain(moment(GIFTS).build());
    assertThat(trace.models())
        .extracting(Trace.Model::name)
        .contains("intent gift_shopper", "purchase", "gain of an offer", "its lower bound");
    Trace.Model intent = trace.models().get(0);
    assertThat(intent.moved())
        .containsExactly(new Trace.Moved(SessionFeature.GIFT_SHARE, 0.5, 2.5));
    assertThat(trace.models().get(1).moved())
        .containsExactly(new Trace.Moved(SessionFeature.VIEWS, 2, -0.2));
    assertThat(trace.models().get(2).value()).isCloseTo(1.1, offset(1e-12));
    assertThat(trace.models().get(2).moved())
        .containsExactly(new Trace.Moved(SessionFeature.ON_CART, 1, 1.0));
    assertThat(trace.models().get(3).value()).isCloseTo(0.9, offset(1e-12));
    assertThat(trace.decision()).isEqualTo(scorer.decide(moment(GIFTS).build()));
  }

  /**
   * An order is worth 10 and 2 a view, of which the average row has one; the order is as likely.
   */
  private static TimingModel varied(double ceiling) {
    double[] centre = new double[SessionFeature.count()];
    double[] weights = new double[SessionFeature.count()];
    centre[SessionFeature.VIEWS.column()] = 1;
    weights[SessionFeature.VIEWS.column()] = 2;
    TimingModel plain = SmallModels.timing(0.1, -0.01, 0.3);
    return new TimingModel(
        plain.order(),
        new LinearModel(centre, weights, new double[] {10}),
        SmallModels.CART_WEIGHTS,
        plain.effect(),
        plain.covariance(),
        plain.centre(),
        plain.scale(),
        plain.moments(),
        new double[] {1, ceiling, 1},
        plain.z());
  }

  /** Of the average row the offer sells 0.8. */
  @ParameterizedTest
  @CsvSource({"1", "0.05", "0"})
  void whatMovedTheGainAddsUpToIt(double ceiling) {
    Scorer scorer = open(SmallModels.of(varied(ceiling)));
    Trace.Model gain = scorer.explain(moment(GIFTS).build()).models().get(2);
    double pace = StrictMath.log1p(4);
    double change = Math.min(ceiling, 0.1 - 0.01 * pace);
    assertThat(gain.value()).isCloseTo(14 * change + 0.6, offset(1e-12));
    assertThat(gain.moved().stream().mapToDouble(Trace.Moved::by).sum() + 0.8)
        .isCloseTo(gain.value(), offset(1e-12));
    assertThat(by(gain, SessionFeature.VIEWS)).isCloseTo(2 * change - 0.2, offset(1e-12));
    double held = change / (0.1 - 0.01 * pace);
    assertThat(by(gain, SessionFeature.ON_CART)).isCloseTo(12 * 0.1 * held, offset(1e-12));
    assertThat(by(gain, SessionFeature.PACE)).isCloseTo(-12 * 0.01 * pace * held, offset(1e-12));
  }

  private static double by(Trace.Model model, SessionFeature feature) {
    return model.moved().stream()
        .filter(moved -> moved.feature() == feature)
        .mapToDouble(Trace.Moved::by)
        .sum();
  }

  @Test
  void theSameMomentGivesTheSameBytes() {
    Scorer scorer = open(SmallModels.all());
    Scorer again = Shops.open(new SmallShop().behaviour(SmallModels.all()), other);
    Moment moment = moment(GIFTS).at(AT).build();
    String first = DecisionWriter.write(scorer.decide(moment));
    assertThat(DecisionWriter.write(scorer.decide(moment))).isEqualTo(first);
    assertThat(DecisionWriter.write(again.decide(moment))).isEqualTo(first);
    assertThat(DecisionWriter.write(scorer.explain(moment).decision())).isEqualTo(first);
  }

  @Test
  void quietOffersStillTellWhatIsKnown() {
    Scorer scorer =
        Shops.open(
            new SmallShop()
                .behaviour(SmallModels.all())
                .policy(Map.of("quiet", Map.of("maxOffersPerSession", 1))),
            folder);
    Decision capped = scorer.decide(moment(GIFTS).shown(List.of("extra")).build());
    assertThat(capped.reason()).isEqualTo(Reason.CAPPED);
    assertThat(capped.intent().flatMap(each -> each.label()))
        .isEqualTo(Optional.of(Intent.GIFT_SHOPPER));
    assertThat(capped.purchaseProbability()).isPresent();
  }
}

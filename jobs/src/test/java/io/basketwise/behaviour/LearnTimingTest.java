package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TimingPolicy;
import io.basketwise.models.decision.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against logs whose effects are known. */
class LearnTimingTest {
  private static final int MOMENTS = 6_000;
  private static final double CONFIDENCE = 0.9;

  private static TimingModel fit(Sample log) {
    return LearnTiming.fit(log, CONFIDENCE).orElseThrow();
  }

  private static boolean offers(TimingModel model, double[] row) {
    BehaviourModels models =
        new BehaviourModels(Optional.empty(), 1, Optional.empty(), Optional.of(model));
    return new TimingPolicy(models, 0, GainBounds.everywhere(0)).judge(row).reason() == Reason.OK;
  }

  private static double offered(TimingModel model, Sample log) {
    return log.rows(row -> offers(model, log.row(row))).length / (double) log.size();
  }

  private static double meanGain(TimingModel model, Sample log) {
    return IntStream.range(0, log.size())
        .mapToDouble(row -> model.gain(log.row(row)).orElseThrow().mean())
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whereOffersHelpTheyAreMade(long seed) {
    Sample log = new LoggedOffers(seed, MOMENTS).effect((pace, loose) -> 0.1).taken(0.1).draw();
    TimingModel model = fit(log);
    System.out.printf(
        "seed %d: offers at %.3f, gain %.3f of 2%n",
        seed, offered(model, log), meanGain(model, log));
    assertThat(offered(model, log)).as("seed %d", seed).isGreaterThan(0.95);
    assertThat(meanGain(model, log)).as("seed %d", seed).isCloseTo(2, offset(0.4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whereOffersOnlyHurtItStaysQuiet(long seed) {
    Sample log = new LoggedOffers(seed, MOMENTS).effect((pace, loose) -> -0.1).draw();
    TimingModel model = fit(log);
    System.out.printf(
        "seed %d: offers at %.3f, gain %.3f of -1%n",
        seed, offered(model, log), meanGain(model, log));
    assertThat(offered(model, log)).as("seed %d", seed).isLessThan(0.05);
    assertThat(meanGain(model, log)).as("seed %d", seed).isCloseTo(-1, offset(0.4));
  }

  /** What nobody takes makes no orders, whatever chance put into the log. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void offersThatNobodyTakesAreNotMade(long seed) {
    Sample log = new LoggedOffers(seed, MOMENTS).effect((pace, loose) -> 0.1).ignored().draw();
    TimingModel model = fit(log);
    assertThat(offered(model, log)).as("seed %d", seed).isZero();
    assertThat(meanGain(model, log)).as("seed %d", seed).isLessThanOrEqualTo(0);
    assertThat(LearnTiming.notes(model))
        .containsExactly(
            "timing: none of the offers shown in the cart was ever taken, it is quiet there");
  }

  /** Without ids, or where neither answers nor orders by offers are told, nobody knows. */
  @Test
  void whatIsNotKnownToBeIgnoredIsNotTakenForIgnored() {
    LoggedOffers.Effect helpful = (pace, loose) -> 0.1;
    for (LoggedOffers log :
        List.of(
            new LoggedOffers(1, MOMENTS).effect(helpful).withoutIds(),
            new LoggedOffers(1, MOMENTS).effect(helpful).ignored().silent())) {
      Sample drawn = log.draw();
      assertThat(offered(fit(drawn), drawn)).isGreaterThan(0.95);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whoIsInAHurryIsLeftAlone(long seed) {
    Sample log = new LoggedOffers(seed, MOMENTS).effect((pace, loose) -> 0.05 - 0.1 * pace).draw();
    TimingModel model = fit(log);
    double right = 0;
    for (int row = 0; row < log.size(); row++) {
      double pace = log.row(row)[SessionFeature.PACE.column()];
      right += offers(model, log.row(row)) == pace < 0.5 ? 1 : 0;
    }
    System.out.printf("seed %d: right at %.3f%n", seed, right / log.size());
    assertThat(right / log.size()).as("seed %d", seed).isGreaterThan(0.8);
    double[] hurried = log.row(0);
    hurried[SessionFeature.PACE.column()] = 2.5;
    assertThat(model.haste(hurried)).as("seed %d", seed).isNegative();
  }

  /** Offers go to those who buy anyway, and the log does not say so. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void goodOutcomeModelsMakeUpForWrongPropensities(long seed) {
    Sample log =
        new LoggedOffers(seed, MOMENTS)
            .effect((pace, loose) -> 0.1)
            .offering((pace, loose) -> loose ? 0.8 : 0.2)
            .told((pace, loose) -> 0.5)
            .draw();
    robust(seed, log);
  }

  /** They do, the log says so, and the features do not tell who they are. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void goodPropensitiesMakeUpForBlindOutcomeModels(long seed) {
    Sample log =
        new LoggedOffers(seed, MOMENTS)
            .effect((pace, loose) -> 0.1)
            .offering((pace, loose) -> loose ? 0.8 : 0.2)
            .hidingWhoIsLoose()
            .draw();
    robust(seed, log);
  }

  private static void robust(long seed, Sample log) {
    double found = meanGain(fit(log), log);
    double naive = mean(log, true) - mean(log, false);
    System.out.printf("seed %d: gain %.3f of 1, naively %.3f%n", seed, found, naive);
    assertThat(naive).as("seed %d", seed).isGreaterThan(2.5);
    assertThat(found).as("seed %d", seed).isCloseTo(1, offset((naive - 1) / 3));
  }

  private static double mean(Sample log, boolean offered) {
    return Arrays.stream(log.rows(row -> log.offered()[row] == offered))
        .mapToDouble(row -> log.margin()[row])
        .average()
        .orElseThrow();
  }

  @Test
  void tinyPropensitiesAreClipped() {
    Sample log = new LoggedOffers(4, MOMENTS).effect((pace, loose) -> 0.1).draw();
    double before = meanGain(fit(log), log);
    for (int row = 0; row < 20; row++) {
      log.propensity()[row] = 1e-9;
      assertThat(LearnTiming.offering(log, row))
          .isEqualTo(log.offered()[row] ? LearnTiming.CLIP : 1 - LearnTiming.CLIP);
    }
    assertThat(meanGain(fit(log), log)).isCloseTo(before, offset(0.4));
  }

  @Test
  void aLogThatChanceDidNotDecideTeachesNothing() {
    Sample log = new LoggedOffers(5, MOMENTS).draw();
    for (double propensity : new double[] {1, 0, Double.NaN, -0.5, 1.5}) {
      Arrays.fill(log.propensity(), propensity);
      assertThat(LearnTiming.fit(log, CONFIDENCE)).as("propensity %s", propensity).isEmpty();
    }
  }

  /** Those who buy anyway were always offered something: nothing is known of them. */
  @Test
  void momentsThatChanceDidNotDecideAreLeftOut() {
    Sample decided = new LoggedOffers(6, MOMENTS).effect((pace, loose) -> 0.1).draw();
    Sample both =
        new LoggedOffers(6, MOMENTS)
            .effect((pace, loose) -> 0.1)
            .offering((pace, loose) -> loose ? 1 : 0.5)
            .draw();
    Sample some = both.select(both.rows(row -> both.propensity()[row] < 1));
    assertThat(some.size()).isBetween(2_000, 4_000);
    double[] row = decided.row(0);
    assertThat(fit(both).gain(row)).isEqualTo(fit(some).gain(row));
  }

  @Test
  void tooFewMomentsOrVisitorsTeachNothing() {
    Sample log = new LoggedOffers(7, 390).draw();
    assertThat(LearnTiming.fit(log, CONFIDENCE)).isEmpty();
    assertThat(LearnTiming.fit(log.select(new int[0]), CONFIDENCE)).isEmpty();
    Sample many = new LoggedOffers(7, MOMENTS).draw();
    Sample single = visitedBy(many, Collections.nCopies(MOMENTS, "one"));
    assertThat(LearnTiming.fit(single, CONFIDENCE)).isEmpty();
  }

  /** So it is where neither orders nor purchase events name each other's session or order. */
  @Test
  void aLogWithoutOrdersTeachesNothing() {
    Sample log = new LoggedOffers(10, 1_000).draw();
    Arrays.fill(log.purchased(), false);
    Arrays.fill(log.margin(), 0);
    untrained(log, "fewer than 50 are known to have ordered then");
  }

  @Test
  void aLogWithoutUnitCostsTeachesNothing() {
    Sample log = new LoggedOffers(11, 1_000).effect((pace, loose) -> 0.1).taken(0.1).draw();
    forget(log.margin(), 1);
    forget(log.offerMargin(), 1);
    untrained(log, "unit costs are missing");
  }

  /**
   * Where some costs are missing, what is sold at others tells what an order and an offer bring.
   */
  @Test
  void unknownMarginsAreNoMarginsOfZero() {
    Sample log = new LoggedOffers(12, MOMENTS).effect((pace, loose) -> 0.1).taken(0.1).draw();
    forget(log.margin(), 3);
    forget(log.offerMargin(), 3);
    TimingModel model = fit(log);
    assertThat(offered(model, log)).isGreaterThan(0.95);
    assertThat(meanGain(model, log)).isCloseTo(2, offset(0.4));
    assertThat(model.stake(log.row(0))).isCloseTo(LoggedOffers.MARGIN, offset(1e-9));
  }

  @Test
  void policiesAreWorthWhatTheyWouldBeWithAllMarginsKnown() {
    Sample log = new LoggedOffers(13, MOMENTS).effect((pace, loose) -> 0.1).taken(0.1).draw();
    PolicyValues known = new PolicyValues(log, Optional.empty());
    Sample partly = log.select(log.rows(row -> true));
    forget(partly.margin(), 3);
    forget(partly.offerMargin(), 3);
    assertThat(new PolicyValues(partly, Optional.empty()).of(row -> true, Optional.empty()))
        .isEqualTo(known.of(row -> true, Optional.empty()));
  }

  /** Makes every so many of the margins of something sold unknown. */
  private static void forget(double[] margins, int every) {
    int sold = 0;
    for (int row = 0; row < margins.length; row++) {
      if (margins[row] != 0 && sold++ % every == 0) {
        margins[row] = Double.NaN;
      }
    }
  }

  /** A model of them would decide nowhere. */
  @Test
  void aLogOfOtherPlacesThanTheOnesToldApartTeachesNothing() {
    Sample log = new LoggedOffers(16, MOMENTS).effect((pace, loose) -> 0.1).draw();
    int[] all = log.rows(row -> true);
    outsideTheCart(log, Arrays.copyOfRange(all, 90, all.length));
    untrained(log, "neither on product pages nor in the cart nor in the checkout");
    Sample some = new LoggedOffers(16, MOMENTS).effect((pace, loose) -> 0.1).draw();
    outsideTheCart(some, Arrays.copyOfRange(all, 300, all.length));
    assertThat(fit(some).gain(some.row(0))).isPresent();
  }

  private static void untrained(Sample log, String reason) {
    assertThat(LearnTiming.fit(log, CONFIDENCE)).isEmpty();
    assertThat(LearnTiming.lacking(log).orElseThrow()).contains(reason);
  }

  /** What chance decides for a visitor tells once, however often the visitor comes. */
  @Test
  void sessionsOfOneVisitorTellLessThanThoseOfMany() {
    Sample log = new LoggedOffers(10, MOMENTS).visits(10).hidingWhoIsLoose().draw();
    int cart = 1 + TimingModel.terms();
    double told = fit(log).covariance()[cart];
    double alone = fit(visitedBy(log, log.sessions())).covariance()[cart];
    System.out.printf("variance of the effect %.2e, as if all were strangers %.2e%n", told, alone);
    assertThat(told).isGreaterThan(2 * alone);
  }

  private static Sample visitedBy(Sample many, List<String> visitors) {
    return new Sample(
        visitors,
        many.sessions(),
        many.events(),
        many.days(),
        many.features(),
        many.purchased(),
        many.margin(),
        many.offerMargin(),
        many.taken(),
        many.offered(),
        many.propensity());
  }

  @Test
  void anotherPlacementThanTheLoggedOneIsNotJudged() {
    Sample log = new LoggedOffers(8, 1_000).draw();
    double[] row = log.row(0);
    TimingModel model = fit(log);
    assertThat(model.gain(row)).isPresent();
    row[SessionFeature.ON_CART.column()] = 0;
    row[SessionFeature.ON_CHECKOUT.column()] = 1;
    assertThat(model.gain(row)).isEmpty();
  }

  /** Whatever the other placements tell of silence. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlacementOfOffersOrOfSilenceAloneIsNotJudged(boolean offered) {
    Sample log = new LoggedOffers(14, MOMENTS).effect((pace, loose) -> 0.1).draw();
    int[] some = log.rows(row -> log.offered()[row] == offered);
    double[] elsewhere = inCheckout(log, Arrays.copyOf(some, 480));
    TimingModel model = fit(log);
    assertThat(model.gain(elsewhere)).isEmpty();
    assertThat(model.gain(log.row(some[480]))).isPresent();
  }

  /** That takes no quiet moments. */
  @Test
  void aPlacementWhoseOffersNobodyTakesIsQuiet() {
    Sample log = new LoggedOffers(15, MOMENTS).effect((pace, loose) -> 0.1).draw();
    int[] some = log.rows(row -> log.offered()[row] && log.taken()[row] == 0);
    double[] elsewhere = inCheckout(log, Arrays.copyOf(some, 480));
    TimingModel model = fit(log);
    assertThat(offers(model, elsewhere)).isFalse();
    assertThat(LearnTiming.notes(model))
        .containsExactly(
            "timing: none of the offers shown in the checkout was ever taken, it is quiet there");
  }

  /** Moves moments to the checkout, and returns one of them. */
  private static double[] inCheckout(Sample log, int[] rows) {
    outsideTheCart(log, rows);
    for (int row : rows) {
      log.features()[row * SessionFeature.count() + SessionFeature.ON_CHECKOUT.column()] = 1;
    }
    return log.row(rows[0]);
  }

  /** Moves moments to a place that is not told apart. */
  private static void outsideTheCart(Sample log, int[] rows) {
    for (int row : rows) {
      log.features()[row * SessionFeature.count() + SessionFeature.ON_CART.column()] = 0;
    }
  }

  @Test
  void theSameLogGivesTheSameModel() {
    Sample log = new LoggedOffers(9, 1_000).effect((pace, loose) -> 0.1).draw();
    TimingModel one = fit(log);
    TimingModel other = fit(log);
    assertThat(other.effect()).isEqualTo(one.effect());
    assertThat(other.covariance()).isEqualTo(one.covariance());
    assertThat(other.gain(log.row(3))).isEqualTo(one.gain(log.row(3)));
  }
}

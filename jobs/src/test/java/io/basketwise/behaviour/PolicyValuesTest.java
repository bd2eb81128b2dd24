package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.behaviour.OffPolicy.Estimate;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log of four sessions in the cart, worked out by hand. */
class PolicyValuesTest {
  private static final Offset<Double> CLOSE = offset(1e-9);
  private static final List<String> SESSIONS = List.of("a", "b", "c", "d");

  /** The last but one probability of what was done is clipped to 0.05 if it is below. */
  private static Sample log(double third) {
    int rows = SESSIONS.size();
    double[] features = new double[rows * SessionFeature.count()];
    Arrays.fill(features, Double.NaN);
    for (int row = 0; row < rows; row++) {
      features[row * SessionFeature.count() + SessionFeature.ON_CART.column()] = 1;
      features[row * SessionFeature.count() + SessionFeature.REMOVALS.column()] = row;
    }
    return new Sample(
        SESSIONS,
        SESSIONS,
        SESSIONS,
        new int[rows],
        features,
        new boolean[] {true, true, true, true},
        new double[] {4, 3, 5, 10},
        new double[] {2, 0, 0, 0},
        new double[rows],
        new boolean[] {true, false, true, false},
        new double[] {0.5, 0.5, third, 0.2});
  }

  private static Map<String, Estimate> values(Sample log, Optional<TimingModel> model) {
    OfferPolicy rules = new OfferPolicy(Optional.of(Timings.RULES), 0, GainBounds.everywhere(0));
    return new PolicyValues(log, model).of(row -> true, Optional.of(rules.offers()));
  }

  private static Estimate value(String policy, Sample log, Optional<TimingModel> model) {
    return Optional.ofNullable(values(log, model).get(policy)).orElseThrow();
  }

  @Test
  void policiesAreWeighedByWhatTheLogWouldHaveDone() {
    Map<String, Estimate> found = values(log(0.8), Optional.empty());
    assertThat(found).containsOnlyKeys("new", "live", "always", "never");
    assertThat(found.get("always")).isEqualTo(found.get("new"));
    Estimate always = value("always", log(0.8), Optional.empty());
    assertThat(always.ips().value()).isCloseTo((2 * 6 + 1.25 * 5) / 4, CLOSE);
    assertThat(always.snips().value()).isCloseTo((2 * 6 + 1.25 * 5) / 3.25, CLOSE);
    assertThat(always.doublyRobust()).isEqualTo(always.ips());
    assertThat(always.overlap()).isEqualTo(0.5);
    assertThat(always.largestWeight()).isCloseTo(2, CLOSE);
    Estimate never = value("never", log(0.8), Optional.empty());
    assertThat(never.ips().value()).isCloseTo((2 * 3 + 5 * 10) / 4.0, CLOSE);
    assertThat(never.largestWeight()).isCloseTo(5, CLOSE);
  }

  /** The rules offer to the first alone: the others took something out of the cart. */
  @Test
  void statedRulesAreValuedAsAnyPolicy() {
    Estimate rules = value("live", log(0.8), Optional.empty());
    assertThat(rules.ips().value()).isCloseTo((2 * 6 + 2 * 3 + 5 * 10) / 4.0, CLOSE);
    assertThat(rules.overlap()).isEqualTo(0.75);
  }

  /** An offer gains 2; the checkout asks for more. The first two rows stay in the cart. */
  @Test
  void aPlacementIsValuedByItsOwnBound() {
    Sample log = log(0.8);
    for (int row = 2; row < log.size(); row++) {
      int first = row * SessionFeature.count();
      log.features()[first + SessionFeature.ON_CART.column()] = 0;
      log.features()[first + SessionFeature.ON_CHECKOUT.column()] = 1;
    }
    BehaviourModels models =
        Timings.models(Optional.empty(), Optional.of(Timings.inCartAndCheckout(0.1)));
    Policy policy =
        Policy.of(
            Map.of(
                "quiet",
                Map.of("minGain", 1.9),
                "placements",
                Map.of("checkout", Map.of("minGain", 2.1))));
    PolicyValues values = new PolicyValues(log, models.timing());
    Estimate found = values.worth(OfferPolicy.of(Optional.of(models), policy).offers());
    assertThat(found.ips().value()).isCloseTo((2 * 6 + 5 * 10) / 4.0, CLOSE);
    assertThat(found)
        .isEqualTo(values.worth(row -> row[SessionFeature.ON_CART.column()] == 1))
        .isNotEqualTo(values.worth(row -> true));
  }

  @Test
  void veryUnlikelyOffersWeighAsMuchAsUnlikelyOnes() {
    Estimate always = value("always", log(0.001), Optional.empty());
    assertThat(always.largestWeight()).isCloseTo(20, CLOSE);
    assertThat(always.ips().value()).isCloseTo((2 * 6 + 20 * 5) / 4.0, CLOSE);
  }

  /** It expects 5 of a session, and of an offer 0.1 times 10 and 1 more. */
  @Test
  void aModelTellsWhatTheLogLeavesOut() {
    Optional<TimingModel> model = Optional.of(Timings.inTheCart(0.1));
    Estimate always = value("always", log(0.8), model);
    assertThat(always.doublyRobust().value())
        .isCloseTo(7 + (2 * (6 - 7) + 1.25 * (5 - 7)) / 4, CLOSE);
    assertThat(value("never", log(0.8), model).doublyRobust().value())
        .isCloseTo(5 + (2 * (3 - 5) + 5 * (10 - 5)) / 4.0, CLOSE);
    assertThat(always.ips().value()).isCloseTo((2 * 6 + 1.25 * 5) / 4, CLOSE);
  }

  @Test
  void theGainIsTheDifferenceOfWhatTheyAreWorth() {
    PolicyValues values = new PolicyValues(log(0.8), Optional.of(Timings.inTheCart(0.1)));
    double difference =
        values.worth(row -> true).doublyRobust().value()
            - values.worth(row -> false).doublyRobust().value();
    OffPolicy.Value gain = values.gain(row -> true, row -> false);
    assertThat(gain.value()).isCloseTo(difference, CLOSE);
    assertThat(gain.high() - gain.value()).isCloseTo(gain.value() - gain.low(), CLOSE);
    assertThat(values.gain(row -> true, row -> true)).isEqualTo(new OffPolicy.Value(0, 0, 0));
  }

  /** Experiments draw once for a visitor: 300 of them, 10 sessions each, offers without effect. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void intervalsHoldTheTruthWhereVisitorsComeAgain(long seed) {
    int logs = 400;
    double covered = 0;
    for (int i = 0; i < logs; i++) {
      Sample log = new LoggedOffers(seed * logs + i, 300 * 10 * 2).visits(10).draw();
      OffPolicy.Value gain =
          new PolicyValues(log, Optional.empty()).gain(row -> true, row -> false);
      covered += gain.low() <= 0 && 0 <= gain.high() ? 1.0 / logs : 0;
    }
    System.out.printf("seed %d: coverage %.3f%n", seed, covered);
    assertThat(covered).as("seed %d", seed).isBetween(0.915, 0.985);
  }
}

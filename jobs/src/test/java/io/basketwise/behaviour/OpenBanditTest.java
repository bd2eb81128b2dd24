package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.OffPolicy.Estimate;
import io.basketwise.behaviour.OffPolicy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each of two policies that really ran, valued from the log of the other: beside what its own log
 * tells, and beside a truth that is known because the clicks on the recommendations, as they were
 * really made, are drawn anew.
 */
class OpenBanditTest {
  private static final OpenBandit RANDOM = OpenBandit.read("random-men.parquet");
  private static final OpenBandit THOMPSON = OpenBandit.read("bts-men.parquet");

  /** Seeds are 1 to this; each draws click rates, and clicks by them. */
  private static final int SEEDS = 200;

  /** Of click rates that are one in ten on average. */
  private static final double MOST = 0.2;

  /** How much wider than the interval of SNIPS that of the doubly robust estimate may be. */
  private static final double WIDER = 1.2;

  @Test
  void thompsonSamplingFromTheRandomLog() {
    agrees("Thompson sampling", RANDOM.of(THOMPSON.policy()), THOMPSON.own());
  }

  @Test
  void randomFromTheThompsonSamplingLog() {
    agrees("random", THOMPSON.of(OpenBandit.uniform()), RANDOM.own());
  }

  private static void agrees(String policy, Estimate found, Value own) {
    System.out.printf(
        "%s: own log %s, IPS %s, SNIPS %s, doubly robust %s; effective size %.0f, overlap %.3f,"
            + " largest weight %.1f%n",
        policy,
        text(own),
        text(found.ips()),
        text(found.snips()),
        text(found.doublyRobust()),
        found.effectiveSize(),
        found.overlap(),
        found.largestWeight());
    assertThat(RANDOM.size()).isEqualTo(10_000);
    assertThat(THOMPSON.size()).isEqualTo(10_000);
    overlaps(found.ips(), own);
    overlaps(found.snips(), own);
    overlaps(found.doublyRobust(), own);
    assertThat(width(found.doublyRobust())).isLessThanOrEqualTo(WIDER * width(found.snips()));
  }

  private static String text(Value value) {
    return String.format(
        Locale.ROOT, "%.5f (%.5f to %.5f)", value.value(), value.low(), value.high());
  }

  private static void overlaps(Value found, Value own) {
    assertThat(found.low()).isLessThan(own.high());
    assertThat(found.high()).isGreaterThan(own.low());
  }

  private static double width(Value value) {
    return value.high() - value.low();
  }

  @Test
  void intervalsHoldAKnownTruth() {
    holds(redrawn("random log", RANDOM, THOMPSON.policy(), MOST));
    holds(redrawn("Thompson sampling log", THOMPSON, OpenBandit.uniform(), MOST));
  }

  /** In the random log no row weighs more than nine times as much as the mean one. */
  @Test
  void fromTheRandomLogTheyDoWhereClicksAreAsRareAsThere() {
    holds(redrawn("random log", RANDOM, THOMPSON.policy(), 2 * RANDOM.own().value()));
  }

  /**
   * What the Thompson sampling log cannot show: of some seventy clicks hardly any falls on a row of
   * great weight, and where none does, the value and its interval are both too low.
   */
  @Test
  void fromTheThompsonSamplingLogTheyAreThenTooLow() {
    Redrawn random =
        redrawn(
            "Thompson sampling log", THOMPSON, OpenBandit.uniform(), 2 * THOMPSON.own().value());
    for (Estimator each : Estimator.values()) {
      double within = random.within(each);
      assertThat(within).isBetween(0.6, 0.9);
      assertThat(random.below(each)).isGreaterThan(0.9 * (1 - within));
    }
  }

  private static void holds(Redrawn log) {
    for (Estimator each : Estimator.values()) {
      assertThat(log.within(each)).as("%s by %s", log.log, each).isBetween(0.9, 0.99);
    }
  }

  private enum Estimator {
    SNIPS,
    DOUBLY_ROBUST;

    Value of(Estimate found) {
      return this == SNIPS ? found.snips() : found.doublyRobust();
    }
  }

  /** Estimates from one log, one a seed, beside the truth. */
  private record Redrawn(String log, double most, List<Estimate> found, List<Double> truth) {
    double within(Estimator by) {
      double share =
          share(i -> value(by, i).low() <= truth.get(i) && truth.get(i) <= value(by, i).high());
      System.out.printf(
          "%s, click rates up to %.4f, %s: intervals of 95 %% hold the truth in %.3f of the seeds 1"
              + " to %d, effective size %.0f%n",
          log, most, by, share, SEEDS, found.get(0).effectiveSize());
      return share;
    }

    /** Share of the intervals that lie below the truth. */
    double below(Estimator by) {
      return share(i -> value(by, i).high() < truth.get(i));
    }

    private Value value(Estimator by, int i) {
      return by.of(found.get(i));
    }

    private double share(IntPredicate which) {
      return IntStream.range(0, found.size()).filter(which).count() / (double) found.size();
    }
  }

  private static Redrawn redrawn(String name, OpenBandit log, double[] policy, double most) {
    List<Estimate> found = new ArrayList<>();
    List<Double> truth = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] rates = OpenBandit.drawRates(most, random);
      truth.add(log.worth(policy, rates));
      found.add(log.clicked(rates, random).of(policy));
    }
    return new Redrawn(name, most, found, truth);
  }
}

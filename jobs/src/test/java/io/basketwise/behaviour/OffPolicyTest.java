package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.behaviour.OffPolicy.Estimate;
import io.basketwise.behaviour.OffPolicy.Log;
import io.basketwise.behaviour.OffPolicy.Value;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffPolicyTest {
  private static final double Z = 1.959963984540054;
  private static final Offset<Double> CLOSE = offset(1e-9);

  private static Log log(double[] reward, double[] weight) {
    int rows = reward.length;
    return new Log(
        IntStream.range(0, rows).toArray(), reward, weight, new double[rows], new double[rows]);
  }

  private static double[] of(double... values) {
    return values;
  }

  /** The standard error of a mean is that of the textbook: squares by n (n - 1). */
  @Test
  void theLogsOwnPolicyIsWorthTheMean() {
    Estimate found = OffPolicy.estimate(log(of(1, 0, 0, 3), of(1, 1, 1, 1)));
    double half = Z * Math.sqrt(6.0 / (4 * 3));
    for (Value value : new Value[] {found.ips(), found.snips(), found.doublyRobust()}) {
      assertThat(value.value()).isCloseTo(1, CLOSE);
      assertThat(value.low()).isCloseTo(1 - half, CLOSE);
      assertThat(value.high()).isCloseTo(1 + half, CLOSE);
    }
    assertThat(found.effectiveSize()).isCloseTo(4, CLOSE);
    assertThat(found.overlap()).isEqualTo(1);
    assertThat(found.largestWeight()).isEqualTo(1);
  }

  /** Of two actions drawn with one half each the policy always takes the one. */
  @Test
  void aDeterministicPolicyOnAUniformLog() {
    Estimate found = OffPolicy.estimate(log(of(4, 9, 2, 9, 0), of(2, 0, 2, 0, 2)));
    assertThat(found.ips().value()).isCloseTo(12 / 5.0, CLOSE);
    assertThat(found.snips().value()).isCloseTo(2, CLOSE);
    assertThat(found.effectiveSize()).isCloseTo(3, CLOSE);
    assertThat(found.overlap()).isCloseTo(0.6, CLOSE);
    assertThat(found.largestWeight()).isEqualTo(2);
  }

  @Test
  void selfNormalisedValuesMoveWithTheRewards() {
    double[] weight = {0.5, 3, 1, 0};
    Value found = OffPolicy.estimate(log(of(1, 2, 5, 7), weight)).snips();
    Value moved = OffPolicy.estimate(log(of(101, 102, 105, 107), weight)).snips();
    assertThat(moved.value()).isCloseTo(found.value() + 100, CLOSE);
    assertThat(moved.high() - moved.low()).isCloseTo(found.high() - found.low(), CLOSE);
  }

  @Test
  void aModelThatIsRightLeavesNothingToTheWeights() {
    Log log = new Log(new int[] {0, 1, 2}, of(1, 4, 1), of(0.2, 9, 77), of(1, 4, 1), of(3, 3, 3));
    Value found = OffPolicy.estimate(log).doublyRobust();
    assertThat(found.value()).isCloseTo(3, CLOSE);
    assertThat(found.high()).isCloseTo(found.low(), CLOSE);
  }

  @Test
  void rowsOfOneGroupTellAsMuchAsOne() {
    double[] reward = {1, 1, 1, 0, 0, 0, 5, 5, 5};
    double[] weight = {1, 1, 1, 2, 2, 2, 1, 1, 1};
    Estimate thrice =
        OffPolicy.estimate(
            new Log(
                new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2},
                reward,
                weight,
                new double[9],
                new double[9]));
    Estimate once = OffPolicy.estimate(log(of(1, 0, 5), of(1, 2, 1)));
    assertThat(thrice.ips().high()).isCloseTo(once.ips().high(), CLOSE);
    assertThat(thrice.snips().low()).isCloseTo(once.snips().low(), CLOSE);
  }

  @Test
  void oneGroupHasNoInterval() {
    Value found = OffPolicy.estimate(log(of(7), of(1))).ips();
    assertThat(found.value()).isEqualTo(7);
    assertThat(found.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(found.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void withoutOverlapThereIsNoSelfNormalisedValue() {
    Estimate found = OffPolicy.estimate(log(of(7, 8), of(0, 0)));
    assertThat(found.overlap()).isZero();
    assertThat(found.effectiveSize()).isZero();
    assertThat(found.snips().value()).isNaN();
  }

  @Test
  void aLogWithoutRowsIsRefused() {
    assertThatThrownBy(() -> OffPolicy.estimate(log(of(), of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without rows");
  }

  @Test
  void theDifferenceOfAPolicyAndItselfIsNothing() {
    Log one = log(of(1, 2, 5), of(1, 0, 2));
    Value same = OffPolicy.difference(one, one);
    assertThat(same).isEqualTo(new Value(0, 0, 0));
    Value more = OffPolicy.difference(one, log(of(1, 2, 5), of(0, 1, 0)));
    assertThat(more.value()).isCloseTo((1 - 2 + 10) / 3.0, CLOSE);
  }

  /** Two sorts of visitors, three actions, rewards of 0 or 1. */
  private static final class Bandit {
    private static final double[][] LOGGED = {{0.6, 0.3, 0.1}, {0.2, 0.2, 0.6}};
    private static final double[][] POLICY = {{0.1, 0.2, 0.7}, {0.5, 0.5, 0}};
    private static final double[][] RATE = {{0.2, 0.5, 0.6}, {0.7, 0.1, 0.3}};
    private static final double TRUTH = ((0.02 + 0.1 + 0.42) + (0.35 + 0.05)) / 2;
    private static final int ROWS = 600;

    /**
     * A log.
     *
     * @param model 1 expects what is true, 0 nonsense
     * @param trust 1 tells the true propensities, 0 nonsense
     */
    static Log draw(SplittableRandom random, double model, double trust) {
      double[] reward = new double[ROWS];
      double[] weight = new double[ROWS];
      double[] expected = new double[ROWS];
      double[] policyExpected = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        int sort = random.nextInt(2);
        double u = random.nextDouble();
        int action = u < LOGGED[sort][0] ? 0 : u < LOGGED[sort][0] + LOGGED[sort][1] ? 1 : 2;
        reward[row] = random.nextDouble() < RATE[sort][action] ? 1 : 0;
        weight[row] = POLICY[sort][action] / (trust * LOGGED[sort][action] + (1 - trust) / 3);
        expected[row] = expected(sort, action, model);
        for (int other = 0; other < 3; other++) {
          policyExpected[row] += POLICY[sort][other] * expected(sort, other, model);
        }
      }
      return new Log(IntStream.range(0, ROWS).toArray(), reward, weight, expected, policyExpected);
    }

    private static double expected(int sort, int action, double model) {
      return model * RATE[sort][action] + (1 - model) * (0.9 - 0.3 * action);
    }
  }

  private static final int LOGS = 800;

  /** The mean of many estimates is the truth, and 95 % of the intervals hold it. */
  private static void holds(
      String name, long seed, double model, double trust, Function<Estimate, Value> which) {
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    double squares = 0;
    double covered = 0;
    for (int i = 0; i < LOGS; i++) {
      Value value = which.apply(OffPolicy.estimate(Bandit.draw(random, model, trust)));
      sum += value.value();
      squares += value.value() * value.value();
      covered += value.low() <= Bandit.TRUTH && Bandit.TRUTH <= value.high() ? 1 : 0;
    }
    double mean = sum / LOGS;
    double error = Math.sqrt((squares / LOGS - mean * mean) / LOGS);
    System.out.printf(
        "seed %d, %s: mean %.4f of %.4f, coverage %.3f%n",
        seed, name, mean, Bandit.TRUTH, covered / LOGS);
    assertThat(mean).as("seed %d, %s", seed, name).isCloseTo(Bandit.TRUTH, offset(4 * error));
    assertThat(covered / LOGS).as("seed %d, %s", seed, name).isBetween(0.92, 0.98);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void estimatesAreUnbiasedAndIntervalsHoldTheTruth(long seed) {
    holds("IPS", seed, 0, 1, Estimate::ips);
    holds("SNIPS", seed, 0, 1, Estimate::snips);
    holds("doubly robust", seed, 1, 1, Estimate::doublyRobust);
    holds("doubly robust, wrong model", seed, 0, 1, Estimate::doublyRobust);
    holds("doubly robust, wrong propensities", seed, 1, 0, Estimate::doublyRobust);
  }
}

package io.basketwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hand-computed cases. */
class MetricsTest {
  @Test
  void hitRateIsOneUpToTheCutOff() {
    HitRate metric = new HitRate(6);
    assertThat(metric.of(1)).isEqualTo(1);
    assertThat(metric.of(6)).isEqualTo(1);
    assertThat(metric.of(7)).isZero();
    assertThat(metric.of(0)).isZero();
    assertThat(metric.name()).isEqualTo("HR@6");
  }

  @Test
  void reciprocalRankIsOneOverTheRankUpToTheCutOff() {
    ReciprocalRank metric = new ReciprocalRank(6);
    assertThat(metric.of(1)).isEqualTo(1);
    assertThat(metric.of(4)).isEqualTo(0.25);
    assertThat(metric.of(7)).isZero();
    assertThat(metric.of(0)).isZero();
  }

  @Test
  void ndcgDiscountsByTheLogarithmOfTheRank() {
    Ndcg metric = new Ndcg(6);
    assertThat(metric.of(1)).isEqualTo(1);
    assertThat(metric.of(3)).isCloseTo(0.5, within(1e-12));
    assertThat(metric.of(2)).isCloseTo(0.6309297535714575, within(1e-12));
    assertThat(metric.of(7)).isZero();
    assertThat(metric.of(0)).isZero();
  }

  @Test
  void coverageCountsDistinctItemsWithinTheCutOff() {
    List<int[]> rankings = List.of(new int[] {1, 2, 3}, new int[] {2, 1, 9}, new int[] {});
    assertThat(new Coverage(2).of(rankings, 8)).isEqualTo(0.25);
    assertThat(new Coverage(3).of(rankings, 8)).isEqualTo(0.5);
    assertThat(new Coverage(3).of(rankings, 0)).isZero();
  }

  @Test
  void theIntervalOfAConstantIsThatConstant() {
    Interval interval = new Bootstrap(100, 1).mean(new double[] {2, 1, 3}, new int[] {2, 1, 3});
    assertThat(interval).isEqualTo(new Interval(1, 1, 1));
  }

  /** Of 300 draws from 400 items each is missed with probability (1 - 1/400)^300. */
  @Test
  void theIntervalOfCoverageCoversWhatIsExpected() {
    int items = 400;
    int baskets = 300;
    double expected = 1 - Math.pow(1 - 1.0 / items, baskets);
    int covering = 0;
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<List<int[]>> drawn =
          Stream.generate(() -> List.of(new int[] {random.nextInt(items)})).limit(baskets).toList();
      Coverage coverage = new Coverage(1);
      double value = coverage.of(drawn.stream().flatMap(List::stream).toList(), items);
      Interval interval =
          new Bootstrap(200, seed).statistic(drawn, value, some -> coverage.of(some, items));
      assertThat(interval.low()).as("seed %d", seed).isLessThan(value);
      assertThat(interval.high()).as("seed %d", seed).isGreaterThan(value);
      covering += interval.low() <= expected && expected <= interval.high() ? 1 : 0;
    }
    assertThat(covering).isGreaterThan(40);
  }

  @Test
  void theIntervalCoversTheMeanAndHasTheWidthOfTheBinomial() {
    double[] hits = new double[1000];
    int[] queries = new int[1000];
    for (int i = 0; i < 1000; i++) {
      hits[i] = i % 4 == 0 ? 1 : 0;
      queries[i] = 1;
    }
    Interval interval = new Bootstrap(1000, 7).mean(hits, queries);
    double halfWidth = 1.96 * Math.sqrt(0.25 * 0.75 / 1000);
    assertThat(interval.value()).isEqualTo(0.25);
    assertThat(interval.low()).isCloseTo(0.25 - halfWidth, within(0.005));
    assertThat(interval.high()).isCloseTo(0.25 + halfWidth, within(0.005));
  }
}

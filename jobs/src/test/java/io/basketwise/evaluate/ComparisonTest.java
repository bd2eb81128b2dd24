package io.basketwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pairs of rankings whose difference is known. */
class ComparisonTest {
  private static final LocalDate AS_OF = LocalDate.ofEpochDay(100);
  private static final int[] HIT = {7};
  private static final int[] MISS = {8};
  private static final int LEARNED = 99;
  private static final int NEW = 100;

  private final List<Query> queries = new ArrayList<>();
  private final List<int[]> measured = new ArrayList<>();
  private final List<int[]> published = new ArrayList<>();
  private final List<int[]> live = new ArrayList<>();

  private void ask(int basket, int day, int[] measures, int[] publishes, int[] lives) {
    queries.add(new Query(basket, day, new int[] {1}, 7, new int[0]));
    measured.add(measures);
    published.add(publishes);
    live.add(lives);
  }

  private Comparison compare(long seed) {
    return Comparison.of(
        "v",
        AS_OF,
        queries,
        new Comparison.Answers(measured, published, new Champion.Answers(live, 3)),
        new Bootstrap(1000, seed));
  }

  @Test
  void aBasketIsAskedOfTheFitThatKnowsItAsWellAsTheLiveVersion() {
    ask(0, LEARNED, MISS, HIT, HIT);
    ask(1, NEW, HIT, MISS, HIT);
    Comparison comparison = compare(1);
    assertThat(comparison.difference()).isEqualTo(new Interval(0, 0, 0));
    assertThat(comparison.live()).isEqualTo(1);
    assertThat(comparison.baskets()).isEqualTo(2);
    assertThat(comparison.learned()).isEqualTo(1);
    assertThat(comparison.lacking()).isEqualTo(3);
  }

  @Test
  void theSameLossInEveryBasketIsCertain() {
    for (int basket = 0; basket < 50; basket++) {
      ask(basket, LEARNED, HIT, MISS, HIT);
      ask(basket, LEARNED, HIT, HIT, HIT);
    }
    assertThat(compare(1).difference()).isEqualTo(new Interval(-0.5, -0.5, -0.5));
  }

  /** A fifth of 400 baskets lost, a tenth won: mean -0.1, variance 0.3 - 0.01 a basket. */
  @Test
  void theIntervalIsThatOfPairedDifferences() {
    for (int basket = 0; basket < 400; basket++) {
      boolean lost = basket % 10 < 2;
      boolean won = basket % 10 == 2;
      ask(basket, NEW, lost ? MISS : HIT, MISS, won ? MISS : HIT);
    }
    Interval difference = compare(7).difference();
    double half = 1.96 * Math.sqrt(0.29 / 400);
    assertThat(difference.value()).isCloseTo(-0.1, within(1e-12));
    assertThat(difference.low()).isCloseTo(-0.1 - half, within(0.008));
    assertThat(difference.high()).isCloseTo(-0.1 + half, within(0.008));
    assertThat(compare(7)).isEqualTo(compare(7));
    assertThat(compare(8)).isNotEqualTo(compare(7));
  }

  @Test
  void aVersionBesideItselfIsNoWorse() {
    for (int basket = 0; basket < 40; basket++) {
      int[] same = basket % 3 == 0 ? HIT : MISS;
      ask(basket, basket % 2 == 0 ? LEARNED : NEW, same, same, same);
    }
    assertThat(compare(5).difference()).isEqualTo(new Interval(0, 0, 0));
  }
}

package io.basketwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.score.Candidates;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranking all items by their factors, against scoring and sorting them one by one. */
class FactorRankingTest {
  private static final int K = 20;
  private static final Candidates NONE = new Candidates(new int[0], new double[0]);

  /** More items than one stripe has, or fewer than are asked for; columns that fill no four. */
  @ParameterizedTest
  @ValueSource(ints = {7, 4_096, 9_001})
  void manyQueriesAtOnceAreAnsweredAsOneAfterAnother(int items) {
    int rank = 6;
    SplittableRandom random = new SplittableRandom(items);
    float[][] factors = new float[items][rank];
    for (int item = 0; item < items; item++) {
      for (int column = 0; column < rank && item % 5 != 0; column++) {
        // Few values, so that scores tie.
        factors[item][column] = random.nextInt(3) - 1;
      }
    }
    double[][] users = new double[items][];
    for (int first = 0; first < items; first++) {
      users[first] =
          first % 4 == 3 ? new double[0] : random.doubles(rank).map(Math::rint).toArray();
    }
    FactorRanking ranking =
        new FactorRanking(
            cart -> users[cart[0]], items, rank, (item, column) -> factors[item][column]);
    List<Query> queries =
        IntStream.range(0, 40)
            .mapToObj(i -> random.ints(3, 0, items).distinct().sorted().toArray())
            .map(cart -> new Query(0, 0, cart, 0, new int[0]))
            .toList();
    List<int[]> together = ranking.rankAll(queries, Collections.nCopies(queries.size(), NONE), K);
    for (int i = 0; i < queries.size(); i++) {
      int[] cart = queries.get(i).cart();
      int[] expected = sorted(factors, cart, users[cart[0]]);
      assertThat(together.get(i)).as("seed %d, query %d", items, i).isEqualTo(expected);
      assertThat(ranking.rank(queries.get(i), NONE, K)).isEqualTo(expected);
    }
  }

  private static int[] sorted(float[][] factors, int[] cart, double[] user) {
    if (user.length == 0) {
      return new int[0];
    }
    return IntStream.range(0, factors.length)
        .filter(item -> Arrays.binarySearch(cart, item) < 0)
        .filter(item -> IntStream.range(0, user.length).anyMatch(c -> factors[item][c] != 0))
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer item) -> score(factors[item], user))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(K)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Of small whole numbers, so that no order of adding up matters. */
  private static double score(float[] factors, double[] user) {
    double score = 0;
    for (int column = 0; column < user.length; column++) {
      score += factors[column] * user[column];
    }
    return score;
  }
}

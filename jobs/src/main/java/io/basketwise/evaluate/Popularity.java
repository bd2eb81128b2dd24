package io.basketwise.evaluate;

import io.basketwise.models.score.Candidates;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The baseline that every model must beat: the most bought items, whatever the cart. It exists for
 * measuring only; no decision ever falls back on it.
 */
record Popularity(int[] byCount) implements Ranker {
  static Popularity of(long[] baskets) {
    return new Popularity(
        IntStream.range(0, baskets.length)
            .filter(item -> baskets[item] > 0)
            .boxed()
            .sorted(
                (a, b) ->
                    baskets[a] == baskets[b]
                        ? Integer.compare(a, b)
                        : Long.compare(baskets[b], baskets[a]))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  @Override
  public int[] rank(Query query, Candidates candidates, int k) {
    return IntStream.of(byCount)
        .filter(item -> Arrays.binarySearch(query.cart(), item) < 0)
        .limit(k)
        .toArray();
  }
}

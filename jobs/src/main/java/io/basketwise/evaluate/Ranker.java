package io.basketwise.evaluate;

import io.basketwise.models.score.Candidates;
import java.util.List;
import java.util.stream.IntStream;

/** Ranks items for a basket with one item hidden. */
interface Ranker {
  /**
   * The best {@code k} items for the query's cart, best first, none of the cart's own.
   *
   * @param candidates of the cart, with their evidence
   */
  int[] rank(Query query, Candidates candidates, int k);

  /** What several queries are answered; a ranker may do better than one after another. */
  default List<int[]> rankAll(List<Query> queries, List<Candidates> candidates, int k) {
    return IntStream.range(0, queries.size())
        .mapToObj(i -> rank(queries.get(i), candidates.get(i), k))
        .toList();
  }
}

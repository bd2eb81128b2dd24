package io.basketwise.evaluate;

import io.basketwise.models.score.Candidates;

/** Ranks items for a basket with one item hidden. */
interface Ranker {
  /**
   * The best {@code k} items for the query's cart, best first, none of the cart's own.
   *
   * @param candidates of the cart, with their evidence
   */
  int[] rank(Query query, Candidates candidates, int k);
}

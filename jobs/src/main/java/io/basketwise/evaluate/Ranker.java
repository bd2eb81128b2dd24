package io.basketwise.evaluate;

import io.basketwise.models.score.Candidates;

/** Ranks items for a cart. */
interface Ranker {
  /** The best {@code k} items for a cart with these candidates, best first, none its own. */
  int[] rank(int[] cart, Candidates candidates, int k);
}

package io.basketwise.evaluate;

/** Ranks items for a cart. */
interface Ranker {
  /** The best {@code k} items for a cart, best first, none of the cart's own. */
  int[] rank(int[] cart, int k);
}

package io.basketwise.affinity;

/**
 * The linear item-item model EASE (Steck, Embarrassingly Shallow Autoencoders, WWW 2019): of all
 * matrices B with zero diagonal the one that minimises |X - XB|² + lambda |B|². Rows of X are
 * baskets, weighted by {@link BasketWeight}; lambda is in the same unit, baskets.
 */
interface LinearItemModel {
  /** What having {@code from} adds to the score of {@code to}; 0 where it adds nothing. */
  double weight(int from, int to);
}

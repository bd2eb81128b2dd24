package io.basketwise.evaluate;

/** What one ranking with one hidden item is worth. */
interface RankMetric {
  /** The metric's usual name, with its cut-off. */
  String name();

  /**
   * The value of one ranking.
   *
   * @param rank position of the hidden item, 1 for the first; 0 when it was not ranked
   */
  double of(int rank);
}

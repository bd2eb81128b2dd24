package io.basketwise.affinity;

import java.io.Serializable;

/**
 * What a basket weighs in the Gram matrix: half for every half-life of age, and divided by the
 * square root of its size, so that one huge basket does not outvote many small ones. A fixed-point
 * number, because sums of integers do not depend on the order in which partitions arrive.
 *
 * @param toDay the day from which ages are counted
 * @param halfLifeDays age at which a basket counts half
 */
record BasketWeight(int toDay, double halfLifeDays) implements Serializable {
  /** Binary digits behind the point. */
  static final int FRACTION_BITS = 24;

  static final double UNIT = 1L << FRACTION_BITS;

  long of(int day, int size) {
    return Math.round(recency(day) / Math.sqrt(size) * UNIT);
  }

  /** The share of its weight that a basket keeps for its age. */
  double recency(int day) {
    // StrictMath gives the same bits on every processor.
    return StrictMath.pow(0.5, (toDay - 1 - day) / halfLifeDays);
  }
}

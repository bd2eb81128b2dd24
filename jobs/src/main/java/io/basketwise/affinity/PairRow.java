package io.basketwise.affinity;

import java.io.Serializable;

/**
 * One row of a co-occurrence matrix: an item and all that it occurs with.
 *
 * @param item the row's rank
 * @param others ranks, ascending, the row's own among them
 * @param counts baskets that hold both
 * @param buyers distinct buyers of both together
 * @param weights sum of the baskets' weights, in units of 2^-{@link BasketWeight#FRACTION_BITS}
 */
record PairRow(int item, int[] others, int[] counts, int[] buyers, long[] weights)
    implements Serializable {}

package io.basketwise.evaluate;

/**
 * A basket with one item hidden.
 *
 * @param basket number of the basket, for grouping
 * @param cart the items that are left, ascending
 * @param hidden the hidden item
 */
record Query(int basket, int[] cart, int hidden) {}

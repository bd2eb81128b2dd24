package io.basketwise.evaluate;

/**
 * A basket with one item hidden.
 *
 * @param basket number of the basket, for grouping
 * @param day of the order, in days since 1970-01-01
 * @param cart the items that are left, ascending
 * @param hidden the hidden item
 * @param bought what the buyer bought in the training span, as {@link PersonalFrequency} ranks it
 */
public record Query(int basket, int day, int[] cart, int hidden, int[] bought) {}

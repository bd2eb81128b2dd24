package io.basketwise.affinity;

/**
 * A neighbour on its way into a list.
 *
 * @param item item number of the neighbour
 * @param weight strength, above 0
 * @param count baskets that hold both
 * @param buyers distinct buyers of both together
 */
record Pair(int item, float weight, int count, int buyers) implements java.io.Serializable {}

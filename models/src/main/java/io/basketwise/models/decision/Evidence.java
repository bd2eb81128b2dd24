package io.basketwise.models.decision;

/**
 * Why an offer is made.
 *
 * @param anchor the item of the shopper that it goes with; of a replenishment the item itself
 * @param baskets training baskets that hold them together; of a replenishment those with the item
 * @param confidence share of the anchor's baskets, or of the rule's, that also hold the offer; of a
 *     replenishment the share of the item's buyers that bought it again
 * @param lift confidence over what chance would give; 0 where there is no such number
 */
public record Evidence(String anchor, long baskets, double confidence, double lift) {}

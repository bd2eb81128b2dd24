package io.basketwise.models.decision;

/**
 * Why an offer is made.
 *
 * @param anchor the item of the shopper that it goes with
 * @param baskets training baskets that hold them together
 * @param confidence share of the anchor's baskets, or of the rule's, that also hold the offer
 * @param lift confidence over what chance would give
 */
public record Evidence(String anchor, long baskets, double confidence, double lift) {}

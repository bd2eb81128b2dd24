package io.basketwise.models.decision;

/**
 * One offer.
 *
 * @param score calibrated by the blend, in (0, 1)
 * @param price NaN when unknown
 * @param margin price less unit cost, NaN when unknown
 * @param message text with item titles escaped for HTML
 */
public record Offer(
    String itemId,
    OfferKind kind,
    double score,
    double price,
    double margin,
    String message,
    Evidence evidence) {}

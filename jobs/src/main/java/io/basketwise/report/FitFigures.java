package io.basketwise.report;

import io.basketwise.publish.Fit;
import java.time.LocalDate;

/**
 * The size of what one training span taught.
 *
 * @param from first day of the span
 * @param to day after its last
 * @param baskets learned from
 * @param items that were bought
 * @param cappedBaskets baskets that counted with fewer items than they have
 * @param absoluteSupport baskets that an itemset must be in
 * @param pairs neighbours of all items and relations
 * @param linearItems items of the linear model
 */
public record FitFigures(
    LocalDate from,
    LocalDate to,
    long baskets,
    long items,
    long cappedBaskets,
    int absoluteSupport,
    int itemsets,
    int rules,
    long pairs,
    int linearItems) {
  /** Of a fit. */
  public static FitFigures of(Fit fit) {
    return new FitFigures(
        fit.from(),
        fit.to(),
        fit.counts().totalBaskets(),
        fit.counts().bought(),
        fit.cappedBaskets(),
        fit.bundles().minCount(),
        fit.bundles().columns().itemsets(),
        fit.bundles().columns().rules(),
        fit.affinity().pairs(),
        fit.affinity().linearItems());
  }
}

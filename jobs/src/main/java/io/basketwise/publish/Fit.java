package io.basketwise.publish;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.bundles.MineBundles;
import io.basketwise.prepare.ItemCounts;
import io.basketwise.prepare.Repurchases;
import java.time.LocalDate;

/**
 * Everything that was learned from one training span.
 *
 * @param from first day of the span
 * @param to day after its last
 * @param counts how often each item was bought
 * @param repurchases after how long buyers come back
 * @param cappedBaskets baskets that were capped
 * @param bundles itemsets and rules
 * @param affinity neighbours and factors
 */
public record Fit(
    LocalDate from,
    LocalDate to,
    ItemCounts counts,
    Repurchases repurchases,
    long cappedBaskets,
    MineBundles.Result bundles,
    LearnAffinity.Result affinity) {}

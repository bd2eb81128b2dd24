package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.FactorTable;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Objective;
import io.basketwise.models.decision.Placement;
import java.util.Arrays;
import java.util.Optional;

/**
 * The {@link Facts} of all items, 32 bytes an item. What is of an item is computed when it is first
 * asked for, so that a large version opens at once.
 */
final class ItemRows {
  private final Items items;
  private final Optional<FactorTable> factors;
  private final double recency;
  private final double popularity;
  private final Facts facts;
  private final Ceilings ceilings = new Ceilings();
  private final Medians medians;

  /** Whether any placement looks at prices, or at margins; what stands for them costs time. */
  private final boolean byPrice;

  private final boolean byMargin;

  ItemRows(Artifact artifact) {
    items = artifact.items();
    factors = artifact.affinity().factors();
    double[] weights = artifact.affinity().blend().weights();
    recency = weights[EvidenceFeature.RECENCY.column()];
    popularity = weights[EvidenceFeature.POPULARITY.column()];
    facts = new Facts(items.size());
    medians = new Medians(items);
    byPrice = has(artifact, Objective.REVENUE);
    byMargin = has(artifact, Objective.MARGIN);
  }

  private static boolean has(Artifact artifact, Objective objective) {
    return Arrays.stream(Placement.values())
        .anyMatch(placement -> artifact.policy().placement(placement).objective() == objective);
  }

  /** The Euclidean length of a vector. */
  static double norm(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** The facts, with those of an item filled in. */
  private Facts of(int item) {
    if (!facts.filled(item)) {
      fill(item);
    }
    return facts;
  }

  private void fill(int item) {
    double bias = recency * recent(item) + popularity * baskets(item);
    float biasAtMost = Math.nextUp((float) bias);
    double norm = factors.isPresent() ? norm(factor(factors.get(), item)) : 0;
    float normAtMost = Math.nextUp((float) norm);
    double price = items.price(item);
    double margin = items.margin(item);
    ceilings.raise(
        biasAtMost,
        normAtMost,
        byPrice ? medians.price(price) : 0,
        byMargin ? medians.margin(price, margin) : 0);
    int category = items.categoryCode(item);
    facts.fill(item, price, margin, biasAtMost, normAtMost, category, flags(items, item));
  }

  private static int flags(Items items, int item) {
    ItemKind kind = items.kind(item);
    boolean addition =
        kind == ItemKind.ADD_ON || kind == ItemKind.WARRANTY || kind == ItemKind.SERVICE;
    return (items.discontinued(item) ? Facts.DISCONTINUED : 0)
        | (items.restricted(item) ? Facts.RESTRICTED : 0)
        | (items.stock(item) == 0 ? Facts.OUT_OF_STOCK : 0)
        | (items.stock(item) > 0 ? Facts.IN_STOCK : 0)
        | (addition ? Facts.ADDITION : 0);
  }

  private static double[] factor(FactorTable table, int item) {
    var factor = new double[table.rank()];
    table.copy(item, factor, 0);
    return factor;
  }

  /** NaN when unknown. */
  double price(int item) {
    return of(item).price(item);
  }

  /** Bits such as {@link Facts#DISCONTINUED}. */
  int flags(int item) {
    return of(item).flags(item);
  }

  /** ln(1 + baskets of the last 28 training days). */
  double recent(int item) {
    return StrictMath.log1p((double) items.recentBaskets(item));
  }

  /** ln(1 + training baskets). */
  double baskets(int item) {
    return StrictMath.log1p((double) items.baskets(item));
  }

  /** Fills in the facts of all candidates. */
  void fillIn(CandidateSet candidates) {
    if (!filled(candidates)) {
      for (int slot = 0; slot < candidates.size(); slot++) {
        of(candidates.item(slot));
      }
    }
  }

  /** The facts; those that were not filled in are not to be read. */
  Facts facts() {
    return facts;
  }

  /** The most of any item whose facts are filled in. */
  Ceilings ceilings() {
    return ceilings;
  }

  Medians medians() {
    return medians;
  }

  private boolean filled(CandidateSet candidates) {
    boolean filled = true;
    for (int slot = 0; slot < candidates.size(); slot++) {
      filled &= facts.filled(candidates.item(slot));
    }
    return filled;
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.FactorTable;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.Items;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The {@link Facts} of all items, and the logarithms that the few need which are compared closely:
 * 48 bytes an item. What is of an item is computed when it is first asked for, so that a large
 * version opens at once.
 */
final class ItemRows {
  private static final int LOGS = 2;
  private static final VarHandle LOG = MethodHandles.arrayElementVarHandle(double[].class);

  /** What a logarithm is before it was first asked for; none of them is below 0. */
  private static final double UNASKED = -1;

  private final Items items;
  private final Optional<FactorTable> factors;
  private final double recency;
  private final double popularity;
  private final Facts facts;
  private final double[] logs;

  ItemRows(Artifact artifact) {
    items = artifact.items();
    factors = artifact.affinity().factors();
    double[] weights = artifact.affinity().blend().weights();
    recency = weights[EvidenceFeature.RECENCY.column()];
    popularity = weights[EvidenceFeature.POPULARITY.column()];
    facts = new Facts(items.size());
    logs = new double[items.size() * LOGS];
    Arrays.fill(logs, UNASKED);
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
    double norm = factors.isPresent() ? norm(factor(factors.get(), item)) : 0;
    facts.fill(
        item,
        items.price(item),
        items.margin(item),
        Math.nextUp((float) bias),
        Math.nextUp((float) norm),
        items.categoryCode(item),
        flags(items, item));
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
    double known = asked(item * LOGS);
    return known == UNASKED ? ask(item * LOGS, items.recentBaskets(item)) : known;
  }

  /** ln(1 + training baskets). */
  double baskets(int item) {
    double known = asked(item * LOGS + 1);
    return known == UNASKED ? ask(item * LOGS + 1, items.baskets(item)) : known;
  }

  private double asked(int cell) {
    return (double) LOG.getOpaque(logs, cell);
  }

  /** Threads that ask at the same time write the same value, and never half of one. */
  private double ask(int cell, long count) {
    double value = StrictMath.log1p((double) count);
    LOG.setOpaque(logs, cell, value);
    return value;
  }

  /** Copies the facts of all candidates, by slot, so that the stages find them side by side. */
  void copy(CandidateSet candidates, Facts into) {
    if (!filled(candidates)) {
      for (int slot = 0; slot < candidates.size(); slot++) {
        of(candidates.item(slot));
      }
    }
    into.room(candidates.size());
    for (int slot = 0; slot < candidates.size(); slot++) {
      into.copy(slot, facts, candidates.item(slot));
    }
  }

  /**
   * Whether the facts of all candidates are there. The loop does nothing else and has no branch, so
   * that the processor fetches many rows from memory at a time.
   */
  private boolean filled(CandidateSet candidates) {
    boolean filled = true;
    for (int slot = 0; slot < candidates.size(); slot++) {
      filled &= facts.filled(candidates.item(slot));
    }
    return filled;
  }
}

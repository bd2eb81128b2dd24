package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.FactorTable;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.Items;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the stages ask of every candidate, side by side in one row an item, so that a candidate
 * costs one read from memory where columns would cost one each: 64 bytes an item.
 */
final class ItemRows {
  static final int DISCONTINUED = 1;
  static final int RESTRICTED = 1 << 1;
  static final int OUT_OF_STOCK = 1 << 2;

  /** The catalog tells the stock, and it is not empty. */
  static final int IN_STOCK = 1 << 3;

  /** Made to go with another: an add-on, a warranty or a service. */
  static final int ADDITION = 1 << 4;

  /** Flags that can speak against an item; most items have none of them. */
  static final int AGAINST = DISCONTINUED | RESTRICTED | OUT_OF_STOCK;

  private static final int PRICE = 0;
  private static final int MARGIN = 1;
  private static final int RECENT = 2;
  private static final int BASKETS = 3;
  private static final int FACTOR_NORM = 4;
  private static final int CODES = 5;

  /** As many as a cache line holds, of which the array's header takes the place of two. */
  private static final int WIDTH = 8;

  private static final int FLAG_BITS = 5;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(double[].class);

  /** What a cell holds before it was first asked for; nothing that is computed is below 0. */
  private static final double UNASKED = -1;

  private final Items items;
  private final Optional<FactorTable> factors;
  private final double[] cells;

  ItemRows(Artifact artifact) {
    items = artifact.items();
    factors = artifact.affinity().factors();
    cells = new double[items.size() * WIDTH];
    for (int item = 0; item < items.size(); item++) {
      int at = item * WIDTH;
      cells[at + PRICE] = items.price(item);
      cells[at + MARGIN] = items.margin(item);
      cells[at + RECENT] = UNASKED;
      cells[at + BASKETS] = UNASKED;
      cells[at + FACTOR_NORM] = factors.isPresent() ? UNASKED : 0;
      cells[at + CODES] = ((long) items.categoryCode(item) << FLAG_BITS) | flags(items, item);
    }
  }

  /** The Euclidean length of a vector. */
  static double norm(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static int flags(Items items, int item) {
    ItemKind kind = items.kind(item);
    boolean addition =
        kind == ItemKind.ADD_ON || kind == ItemKind.WARRANTY || kind == ItemKind.SERVICE;
    return (items.discontinued(item) ? DISCONTINUED : 0)
        | (items.restricted(item) ? RESTRICTED : 0)
        | (items.stock(item) == 0 ? OUT_OF_STOCK : 0)
        | (items.stock(item) > 0 ? IN_STOCK : 0)
        | (addition ? ADDITION : 0);
  }

  /** NaN when unknown. */
  double price(int item) {
    return cells[item * WIDTH + PRICE];
  }

  /** NaN when unknown. */
  double margin(int item) {
    return cells[item * WIDTH + MARGIN];
  }

  /** ln(1 + baskets of the last 28 training days). */
  double recent(int item) {
    double known = asked(item, RECENT);
    return known == UNASKED ? ask(item, RECENT, log(items.recentBaskets(item))) : known;
  }

  /** ln(1 + training baskets). */
  double baskets(int item) {
    double known = asked(item, BASKETS);
    return known == UNASKED ? ask(item, BASKETS, log(items.baskets(item))) : known;
  }

  /** The length of the ALS factor; 0 when untrained. */
  double factorNorm(int item) {
    double known = asked(item, FACTOR_NORM);
    return known == UNASKED ? ask(item, FACTOR_NORM, norm(factor(item))) : known;
  }

  /**
   * What takes long is computed when it is first asked for, so that a large version opens at once.
   * Threads that ask at the same time write the same value, and never half of one.
   */
  private double ask(int item, int cell, double value) {
    CELL.setOpaque(cells, item * WIDTH + cell, value);
    return value;
  }

  private double asked(int item, int cell) {
    return (double) CELL.getOpaque(cells, item * WIDTH + cell);
  }

  private static double log(long count) {
    return StrictMath.log1p((double) count);
  }

  private double[] factor(int item) {
    FactorTable table = factors.orElseThrow();
    var factor = new double[table.rank()];
    table.copy(item, factor, 0);
    return factor;
  }

  /** The number of the category, or -1. */
  int category(int item) {
    return (int) ((long) cells[item * WIDTH + CODES] >> FLAG_BITS);
  }

  /** Bits such as {@link #DISCONTINUED}. */
  int flags(int item) {
    return (int) (long) cells[item * WIDTH + CODES] & ((1 << FLAG_BITS) - 1);
  }

  /**
   * Copies the flags of all candidates. The loop does nothing else, so that the processor fetches
   * many rows from memory at a time; whoever comes next finds them in the cache.
   */
  void copyFlags(CandidateSet candidates, Verdicts verdicts) {
    for (int slot = 0; slot < candidates.size(); slot++) {
      verdicts.setFlags(slot, flags(candidates.item(slot)));
    }
  }

  /** The known prices, ascending. */
  double[] knownPrices() {
    return known(PRICE);
  }

  /** The known margins, ascending. */
  double[] knownMargins() {
    return known(MARGIN);
  }

  /** All items. */
  IntStream items() {
    return IntStream.range(0, cells.length / WIDTH);
  }

  private double[] known(int column) {
    var values = new double[cells.length / WIDTH];
    int size = 0;
    for (int at = column; at < cells.length; at += WIDTH) {
      if (Double.isFinite(cells[at])) {
        values[size++] = cells[at];
      }
    }
    double[] known = Arrays.copyOf(values, size);
    Arrays.sort(known);
    return known;
  }
}

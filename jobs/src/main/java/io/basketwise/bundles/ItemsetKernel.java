package io.basketwise.bundles;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.FrequencyOrder;
import io.basketwise.prepare.GroupedBaskets;
import java.util.Arrays;

/**
 * Depth-first mining of one group's itemsets by occurrence deliver with database reduction (Uno et
 * al., LCM ver. 2, FIMI 2004): from the occurrences of an itemset one scan over the baskets'
 * prefixes counts all its extensions by more frequent items at once. The baskets of each of the
 * group's items are first reduced to the items that are frequent beside it, so that the scans below
 * see nothing else. An itemset is found exactly once, from its least frequent item. Distinct buyers
 * are counted in the same scan.
 */
final class ItemsetKernel {
  private final BasketBlock baskets;
  private final GroupedBaskets.Group group;
  private final int[] runs;
  private final int[] itemOf;
  private final int minCount;
  private final int maxSize;
  private final int limit;
  private final Level[] levels;
  private final int[] prefix;
  private final Reduced reduced;
  private final Occurrences whole = new Occurrences();
  private final FrequentItemsets.Builder found = new FrequentItemsets.Builder();

  /**
   * Prepares to mine a group for itemsets in at least {@code minCount} baskets. Once there are more
   * than {@code limit} it looks for no longer ones: they are too many already.
   */
  ItemsetKernel(
      GroupedBaskets.Group group, FrequencyOrder order, int minCount, int maxSize, int limit) {
    this.group = group;
    this.baskets = group.baskets();
    this.runs = baskets.buyerRuns();
    this.itemOf = order.itemOf();
    this.minCount = minCount;
    this.maxSize = maxSize;
    this.limit = limit;
    this.prefix = new int[maxSize];
    this.levels = new Level[maxSize];
    for (int depth = 1; depth < maxSize; depth++) {
      levels[depth] = new Level(order.size());
    }
    this.reduced = new Reduced(order.size());
  }

  /** Where an itemset occurs: in which basket, and before which position extensions lie. */
  private static final class Occurrences {
    int[] baskets = new int[64];
    int[] ends = new int[64];

    void ensure(int size) {
      if (size > baskets.length) {
        int capacity = Math.max(size, baskets.length * 2);
        baskets = new int[capacity];
        ends = new int[capacity];
      }
    }
  }

  /** Counts of all extensions of one itemset, and their occurrences bucket by bucket. */
  private static final class Level {
    final int[] counts;
    final int[] buyers;
    final int[] lastRun;
    final int[] fill;
    final Occurrences occurrences = new Occurrences();
    final int[] touched;
    int touchedSize;

    Level(int ranks) {
      counts = new int[ranks];
      buyers = new int[ranks];
      lastRun = new int[ranks];
      fill = new int[ranks];
      touched = new int[ranks];
      Arrays.fill(lastRun, -1);
    }

    void count(int rank, int run) {
      if (counts[rank]++ == 0) {
        touched[touchedSize++] = rank;
      }
      if (lastRun[rank] != run) {
        lastRun[rank] = run;
        buyers[rank]++;
      }
    }

    void clear() {
      for (int i = 0; i < touchedSize; i++) {
        int rank = touched[i];
        counts[rank] = 0;
        buyers[rank] = 0;
        lastRun[rank] = -1;
      }
      touchedSize = 0;
    }
  }

  /** The baskets with one item, reduced to what is frequent beside it and numbered from 0. */
  private static final class Reduced {
    final int[] numberOf;
    final int[] itemOf;
    int[] runs = new int[64];
    int[] offsets = new int[65];
    int[] items = new int[256];
    int size;

    Reduced(int ranks) {
      numberOf = new int[ranks];
      itemOf = new int[ranks];
    }

    void add(int run, int[] from, int start, int end, int[] counts, int minCount) {
      if (size == runs.length) {
        runs = Arrays.copyOf(runs, 2 * size);
        offsets = Arrays.copyOf(offsets, 2 * size + 1);
      }
      int at = offsets[size];
      if (at + end - start > items.length) {
        items = Arrays.copyOf(items, Math.max(at + end - start, 2 * items.length));
      }
      for (int i = start; i < end; i++) {
        if (counts[from[i]] >= minCount) {
          items[at++] = numberOf[from[i]];
        }
      }
      runs[size++] = run;
      offsets[size] = at;
    }
  }

  /** All itemsets whose least frequent item belongs to the group. */
  FrequentItemsets mine() {
    int ranks = itemOf.length;
    int[] starts = new int[ranks + 1];
    Occurrences roots = rootOccurrences(starts);
    group
        .ranks(ranks)
        .forEach(
            rank -> {
              int count = starts[rank + 1] - starts[rank];
              if (count >= minCount) {
                prefix[0] = itemOf[rank];
                found.add(prefix, 1, count, distinctBuyers(roots, starts[rank], starts[rank + 1]));
                mineRoot(roots, starts[rank], starts[rank + 1]);
              }
            });
    return found.build();
  }

  /** Occurrences of the group's own items; {@code starts} becomes the bounds of each rank. */
  private Occurrences rootOccurrences(int[] starts) {
    int[] items = baskets.items();
    for (int rank : items) {
      if (rank % group.groups() == group.number()) {
        starts[rank + 1]++;
      }
    }
    for (int rank = 1; rank < starts.length; rank++) {
      starts[rank] += starts[rank - 1];
    }
    Occurrences roots = new Occurrences();
    roots.ensure(starts[starts.length - 1]);
    int[] fill = starts.clone();
    for (int basket = 0; basket < baskets.size(); basket++) {
      for (int at = baskets.offsets()[basket]; at < baskets.offsets()[basket + 1]; at++) {
        if (items[at] % group.groups() == group.number()) {
          int slot = fill[items[at]]++;
          roots.baskets[slot] = basket;
          roots.ends[slot] = at;
        }
      }
    }
    return roots;
  }

  private int distinctBuyers(Occurrences occurrences, int from, int to) {
    int distinct = 0;
    int last = -1;
    for (int i = from; i < to; i++) {
      int run = runs[occurrences.baskets[i]];
      distinct += run == last ? 0 : 1;
      last = run;
    }
    return distinct;
  }

  /** Mines the itemsets of one of the group's items in its reduced baskets. */
  private void mineRoot(Occurrences roots, int from, int to) {
    reduce(roots, from, to);
    whole.ensure(reduced.size);
    for (int basket = 0; basket < reduced.size; basket++) {
      whole.baskets[basket] = basket;
      whole.ends[basket] = reduced.offsets[basket + 1];
    }
    extend(whole, 0, reduced.size, 1);
  }

  private void reduce(Occurrences roots, int from, int to) {
    Level level = levels[1];
    int[] offsets = baskets.offsets();
    int[] items = baskets.items();
    for (int i = from; i < to; i++) {
      for (int at = offsets[roots.baskets[i]]; at < roots.ends[i]; at++) {
        level.count(items[at], 0);
      }
    }
    int[] frequent =
        Arrays.stream(level.touched, 0, level.touchedSize)
            .filter(rank -> level.counts[rank] >= minCount)
            .sorted()
            .toArray();
    for (int number = 0; number < frequent.length; number++) {
      reduced.numberOf[frequent[number]] = number;
      reduced.itemOf[number] = itemOf[frequent[number]];
    }
    reduced.size = 0;
    for (int i = from; i < to; i++) {
      int basket = roots.baskets[i];
      reduced.add(runs[basket], items, offsets[basket], roots.ends[i], level.counts, minCount);
    }
    level.clear();
  }

  private void extend(Occurrences occurrences, int from, int to, int depth) {
    if (depth == maxSize || found.size() > limit) {
      return;
    }
    Level level = levels[depth];
    for (int i = from; i < to; i++) {
      int basket = occurrences.baskets[i];
      int run = reduced.runs[basket];
      for (int at = reduced.offsets[basket]; at < occurrences.ends[i]; at++) {
        level.count(reduced.items[at], run);
      }
    }
    boolean deeper = depth + 1 < maxSize && deliver(level, occurrences, from, to);
    for (int i = 0; i < level.touchedSize; i++) {
      int item = level.touched[i];
      if (level.counts[item] >= minCount) {
        prefix[depth] = reduced.itemOf[item];
        found.add(prefix, depth + 1, level.counts[item], level.buyers[item]);
        if (deeper) {
          extend(
              level.occurrences,
              level.fill[item] - level.counts[item],
              level.fill[item],
              depth + 1);
        }
      }
    }
    level.clear();
  }

  /** Sorts the occurrences of the frequent extensions into buckets; false when there are none. */
  private boolean deliver(Level level, Occurrences occurrences, int from, int to) {
    int total = 0;
    for (int i = 0; i < level.touchedSize; i++) {
      int item = level.touched[i];
      if (level.counts[item] >= minCount) {
        level.fill[item] = total;
        total += level.counts[item];
      }
    }
    if (total == 0) {
      return false;
    }
    level.occurrences.ensure(total);
    for (int i = from; i < to; i++) {
      int basket = occurrences.baskets[i];
      for (int at = reduced.offsets[basket]; at < occurrences.ends[i]; at++) {
        int item = reduced.items[at];
        if (level.counts[item] >= minCount) {
          int slot = level.fill[item]++;
          level.occurrences.baskets[slot] = basket;
          level.occurrences.ends[slot] = at;
        }
      }
    }
    return true;
  }
}

package io.basketwise.bundles;

import io.basketwise.failure.Refusal;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Frequent itemsets in flat arrays.
 *
 * @param offsets where an itemset's items start; one more than itemsets
 * @param items item numbers, ascending within an itemset
 * @param counts baskets that hold the itemset
 * @param buyers distinct buyers of the itemset
 */
public record FrequentItemsets(int[] offsets, int[] items, int[] counts, int[] buyers)
    implements Serializable {
  /**
   * Itemsets that the driver takes: about 40 bytes each. More say too little each; the remedy is a
   * higher support.
   */
  public static final int MAX_ITEMSETS = 5_000_000;

  /** Number of itemsets. */
  public int size() {
    return counts.length;
  }

  /** Number of items of an itemset. */
  int length(int index) {
    return offsets[index + 1] - offsets[index];
  }

  /** The items of an itemset, copied. */
  public int[] itemset(int index) {
    return Arrays.copyOfRange(items, offsets[index], offsets[index + 1]);
  }

  /** Refuses more itemsets than a version carries, before anybody fetches them. */
  static void requireAtMost(int limit, long found) {
    if (found > limit) {
      throw Refusal.configuration(
          String.format(
              Locale.ROOT,
              "%,d or more frequent itemsets are more than a version carries (%,d)",
              found,
              limit),
          "bundles.minSupport or bundles.maxSize lets too many through",
          "raise bundles.minSupport, or lower bundles.maxSize or bundles.maxBasketItems");
    }
  }

  /** All itemsets of several parts. */
  static FrequentItemsets concat(List<FrequentItemsets> parts) {
    Builder all = new Builder();
    for (FrequentItemsets part : parts) {
      for (int i = 0; i < part.size(); i++) {
        int[] itemset = part.itemset(i);
        all.add(itemset, itemset.length, part.counts[i], part.buyers[i]);
      }
    }
    return all.build();
  }

  /** Grows itemset by itemset. */
  static final class Builder {
    private int[] offsets = new int[65];
    private int[] items = new int[256];
    private int[] counts = new int[64];
    private int[] buyers = new int[64];
    private int size;

    /** Adds the first {@code length} numbers of {@code itemset}, in any order. */
    void add(int[] itemset, int length, int count, int buyerCount) {
      if (size == counts.length) {
        int capacity = size + (size >> 1);
        counts = Arrays.copyOf(counts, capacity);
        buyers = Arrays.copyOf(buyers, capacity);
        offsets = Arrays.copyOf(offsets, capacity + 1);
      }
      int start = offsets[size];
      int end = Math.addExact(start, length);
      if (end > items.length) {
        items = Arrays.copyOf(items, Math.max(end, items.length + (items.length >> 1)));
      }
      System.arraycopy(itemset, 0, items, start, length);
      Arrays.sort(items, start, end);
      counts[size] = count;
      buyers[size] = buyerCount;
      offsets[++size] = end;
    }

    int size() {
      return size;
    }

    FrequentItemsets build() {
      return new FrequentItemsets(
          Arrays.copyOf(offsets, size + 1),
          Arrays.copyOf(items, offsets[size]),
          Arrays.copyOf(counts, size),
          Arrays.copyOf(buyers, size));
    }
  }
}

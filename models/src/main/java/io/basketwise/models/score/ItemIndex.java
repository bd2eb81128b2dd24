package io.basketwise.models.score;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Finds items by id with one probe of a hash table where a search of the sorted ids would miss the
 * cache at every step: 8 to 16 bytes an item. Ids whose hashes collide, which somebody may choose
 * on purpose, are left to the search, so that nothing takes more than so many probes.
 */
final class ItemIndex {
  /** At a load of at most a half, ids that nobody chose need fewer. */
  static final int MAX_PROBES = 32;

  private static final int EMPTY = -1;

  private final IntFunction<String> ids;
  private final ToIntFunction<String> search;
  private final int[] table;

  /**
   * An index of so many items.
   *
   * @param search the index of an id among the sorted ones, or -1
   */
  ItemIndex(int size, IntFunction<String> ids, ToIntFunction<String> search) {
    this.ids = ids;
    this.search = search;
    table = new int[Integer.highestOneBit(Math.max(1, size)) << 2];
    Arrays.fill(table, EMPTY);
    for (int item = 0; item < size; item++) {
      add(item);
    }
  }

  private void add(int item) {
    int place = place(ids.apply(item));
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (table[place] == EMPTY) {
        table[place] = item;
        return;
      }
      place = next(place);
    }
  }

  private int place(String id) {
    int hash = id.hashCode() * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }

  /** The index of an id, or -1. */
  int find(String id) {
    int place = place(id);
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      int item = table[place];
      if (item == EMPTY || ids.apply(item).equals(id)) {
        return item;
      }
      place = next(place);
    }
    return search.applyAsInt(id);
  }
}

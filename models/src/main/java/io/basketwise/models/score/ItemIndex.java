package io.basketwise.models.score;

import io.basketwise.models.format.StringColumn;
import java.util.Arrays;
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

  private final Same same;
  private final ToIntFunction<String> search;
  private final int[] table;

  /** Whether an item has this id. */
  @FunctionalInterface
  interface Same {
    boolean is(int item, String id);
  }

  /** An index of a column of ids. */
  ItemIndex(StringColumn ids) {
    this(ids.hashes(), ids::is, ids::find);
  }

  /**
   * An index of items.
   *
   * @param hashes of their ids, as {@link StringColumn#hash(String)} has them
   * @param search the index of an id among the sorted ones, or -1
   */
  ItemIndex(int[] hashes, Same same, ToIntFunction<String> search) {
    this.same = same;
    this.search = search;
    table = new int[Integer.highestOneBit(Math.max(1, hashes.length)) << 2];
    Arrays.fill(table, EMPTY);
    for (int item = 0; item < hashes.length; item++) {
      add(item, hashes[item]);
    }
  }

  private void add(int item, int hash) {
    int place = place(hash);
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (table[place] == EMPTY) {
        table[place] = item;
        return;
      }
      place = next(place);
    }
  }

  private int place(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ (mixed >>> 16)) & (table.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }

  /** The index of an id, or -1. */
  int find(String id) {
    int place = place(StringColumn.hash(id));
    return find(id, place, table[place]);
  }

  /**
   * The indices of ids. Where each begins its search is read first, so that the processor fetches
   * many of them from memory at a time.
   */
  int[] find(String[] ids) {
    var found = new int[ids.length];
    var places = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      places[i] = place(StringColumn.hash(ids[i]));
      found[i] = table[places[i]];
    }
    for (int i = 0; i < ids.length; i++) {
      found[i] = find(ids[i], places[i], found[i]);
    }
    return found;
  }

  private int find(String id, int first, int there) {
    int place = first;
    int item = there;
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (item == EMPTY || same.is(item, id)) {
        return item;
      }
      place = next(place);
      item = table[place];
    }
    return search.applyAsInt(id);
  }
}

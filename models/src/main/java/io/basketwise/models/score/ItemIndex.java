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
  private static final int MIX = 0x9E3779B9;

  private final Same same;
  private final ToIntFunction<String> search;

  /** Items in the low bits; in the others, but the sign, bits of their hashes. */
  private final int[] table;

  private final int itemBits;

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
    itemBits = Integer.SIZE - Integer.numberOfLeadingZeros(hashes.length);
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
        table[place] = (tag(hash) << itemBits) | item;
        return;
      }
      place = next(place);
    }
  }

  private int place(int hash) {
    int mixed = hash * MIX;
    return (mixed ^ (mixed >>> 16)) & (table.length - 1);
  }

  /** What of a hash is kept beside its item, so that hardly another item's id is ever read. */
  private int tag(int hash) {
    return (hash * MIX) >>> (itemBits + 1);
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }

  /** The index of an id, or -1. */
  int find(String id) {
    int hash = StringColumn.hash(id);
    int place = place(hash);
    return find(id, tag(hash), place, table[place]);
  }

  /**
   * The indices of ids. Where each begins its search is read first, so that the processor fetches
   * many of them from memory at a time.
   */
  int[] find(String[] ids) {
    var found = new int[ids.length];
    var hashes = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      hashes[i] = StringColumn.hash(ids[i]);
      found[i] = table[place(hashes[i])];
    }
    for (int i = 0; i < ids.length; i++) {
      found[i] = find(ids[i], tag(hashes[i]), place(hashes[i]), found[i]);
    }
    return found;
  }

  private int find(String id, int tag, int first, int there) {
    int place = first;
    int cell = there;
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (cell == EMPTY) {
        return -1;
      }
      int item = cell & ((1 << itemBits) - 1);
      if (cell >>> itemBits == tag && same.is(item, id)) {
        return item;
      }
      place = next(place);
      cell = table[place];
    }
    return search.applyAsInt(id);
  }
}

package io.basketwise.models.artifact;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** The neighbours of every item under one relation; an entry is a position in the columns. */
public final class NeighbourTable {
  /** Values of 4 bytes that one line of the cache holds, at 64 bytes. */
  static final int VALUES_A_LINE = 16;

  private final Columns file;
  private final String itemsName;
  private final int rows;
  private final LongBuffer offsets;
  private final IntBuffer items;
  private final FloatBuffer weights;
  private final IntBuffer counts;
  private final IntBuffer buyers;

  /**
   * Items all of whose neighbours were bought with them, as nearly always, so that their counts are
   * read once and no more. Threads that find it out at the same time write the same.
   */
  private final boolean[] allBought;

  NeighbourTable(Columns file, String key, int rows) {
    this.file = file;
    this.rows = rows;
    itemsName = key + ".items";
    int entries = file.tensors().ints(itemsName).limit();
    items = file.ints(itemsName, entries, 0, rows);
    offsets = file.offsets(key + ".offsets", rows, entries);
    weights = file.floats(key + ".weights", entries);
    counts = file.counts(key + ".counts", entries);
    buyers = file.counts(key + ".buyers", entries);
    allBought = new boolean[rows];
  }

  /** Checks that the neighbours of each item fall by weight, then ascend by item. */
  void verifyOrder() {
    for (int row = 0; row < rows; row++) {
      if (!ordered(row)) {
        throw file.damaged(
            "neighbours of item " + row + " out of order", "by weight descending, then item");
      }
    }
  }

  private boolean ordered(int row) {
    for (int e = first(row) + 1; e < first(row + 1); e++) {
      float before = weights.get(e - 1);
      if (before < weights.get(e)
          || (before == weights.get(e) && items.get(e - 1) >= items.get(e))) {
        return false;
      }
    }
    return true;
  }

  /** The first entry of an item; the last is before the first of the next item. */
  public int first(int item) {
    return (int) offsets.get(item);
  }

  /** Copies the neighbours of an item, with weights and whether they were bought together. */
  public void read(int item, NeighbourRow row) {
    readBought(item, row);
    row.readWeights(weights, first(item));
  }

  /** Copies the neighbours of an item and whether they were bought together. */
  public void readBought(int item, NeighbourRow row) {
    readItems(item, row);
    if (allBought[item]) {
      row.allBought();
    } else {
      allBought[item] = row.readCounts(counts, first(item));
    }
  }

  /** Copies the neighbours of an item alone. */
  public void readItems(int item, NeighbourRow row) {
    int from = first(item);
    row.begin(first(item + 1) - from);
    row.readItems(items, from);
    for (int entry = 0; entry < row.size(); entry++) {
      file.index(itemsName, row.item(entry), rows);
    }
  }

  /**
   * Reads a little of every cache line that {@link #read} will copy, and waits for none of them: of
   * rows asked for one after another the processor fetches many from memory at a time.
   *
   * @return something of all that was read, so that the reads are not left out
   */
  public int fetch(int item) {
    int sum = fetchBought(item);
    for (int entry = first(item); entry < first(item + 1); entry = nextLine(entry, item)) {
      sum += Float.floatToRawIntBits(weights.get(entry));
    }
    return sum;
  }

  /** The same of what {@link #readBought} will copy. */
  public int fetchBought(int item) {
    int sum = fetchItems(item);
    for (int entry = first(item);
        !allBought[item] && entry < first(item + 1);
        entry = nextLine(entry, item)) {
      sum += counts.get(entry);
    }
    return sum;
  }

  /** The same of what {@link #readItems} will copy. */
  public int fetchItems(int item) {
    int sum = 0;
    for (int entry = first(item); entry < first(item + 1); entry = nextLine(entry, item)) {
      sum += items.get(entry);
    }
    return sum;
  }

  /** An entry on the next cache line of a row, at last its last entry. */
  private int nextLine(int entry, int item) {
    int last = first(item + 1) - 1;
    return entry == last ? last + 1 : Math.min(last, entry + VALUES_A_LINE);
  }

  /** Whether an item is among the neighbours of another. */
  public boolean has(int item, int neighbour) {
    int end = first(item + 1);
    for (int entry = first(item); entry < end; entry++) {
      if (items.get(entry) == neighbour) {
        return true;
      }
    }
    return false;
  }

  /** The neighbour. */
  public int item(int entry) {
    return file.index(itemsName, items.get(entry), rows);
  }

  /** How much of a neighbour it is. */
  public float weight(int entry) {
    return weights.get(entry);
  }

  /** Training baskets with the pair. */
  public int count(int entry) {
    return counts.get(entry);
  }

  /** Distinct buyers of the pair. */
  public int buyers(int entry) {
    return buyers.get(entry);
  }
}

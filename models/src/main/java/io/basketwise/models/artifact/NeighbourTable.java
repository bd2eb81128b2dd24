package io.basketwise.models.artifact;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** The neighbours of every item under one relation; an entry is a position in the columns. */
public final class NeighbourTable {
  private final LongBuffer offsets;
  private final IntBuffer items;
  private final FloatBuffer weights;
  private final IntBuffer counts;
  private final IntBuffer buyers;

  NeighbourTable(Columns file, String key, int rows) {
    int entries = file.tensors().ints(key + ".items").limit();
    items = file.ints(key + ".items", entries, 0, rows);
    offsets = file.offsets(key + ".offsets", rows, entries);
    weights = file.finiteFloats(key + ".weights", entries);
    counts = file.counts(key + ".counts", entries);
    buyers = file.counts(key + ".buyers", entries);
  }

  /** The first entry of an item; the last is before the first of the next item. */
  public int first(int item) {
    return (int) offsets.get(item);
  }

  /** Copies the neighbours of an item. */
  public void read(int item, NeighbourRow row) {
    row.read(items, weights, counts, first(item), first(item + 1));
  }

  /** The neighbour. */
  public int item(int entry) {
    return items.get(entry);
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

package io.basketwise.models.artifact;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The neighbours of one item, copied out of the map. Copies fetch a row's memory all at once, where
 * reading value by value between other work would wait for it again and again.
 */
public final class NeighbourRow {
  private static final int FIRST_CAPACITY = 64;

  private int size;
  private boolean allBought;
  private int[] items = new int[FIRST_CAPACITY];
  private float[] weights = new float[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];

  /** Begins a row of so many neighbours. */
  void begin(int size) {
    this.size = size;
    if (size > items.length) {
      items = new int[Math.max(size, 2 * items.length)];
      weights = new float[items.length];
      counts = new int[items.length];
    }
  }

  void readItems(IntBuffer all, int from) {
    all.get(from, items, 0, size);
  }

  void readWeights(FloatBuffer all, int from) {
    all.get(from, weights, 0, size);
  }

  /**
   * Reads the counts of a row that may hold pairs that nobody bought.
   *
   * @return whether it holds none
   */
  boolean readCounts(IntBuffer all, int from) {
    all.get(from, counts, 0, size);
    allBought = true;
    for (int position = 0; position < size; position++) {
      allBought &= counts[position] > 0;
    }
    return allBought;
  }

  /** Takes a row in which every pair was bought. */
  void allBought() {
    allBought = true;
  }

  /** The number of neighbours. */
  public int size() {
    return size;
  }

  /** The neighbour at a position. */
  public int item(int position) {
    return items[position];
  }

  /** How much of a neighbour it is, if the row was read with weights. */
  public float weight(int position) {
    return weights[position];
  }

  /** Whether training baskets hold the pair, if the row was read with that. */
  public boolean bought(int position) {
    return allBought || counts[position] > 0;
  }
}

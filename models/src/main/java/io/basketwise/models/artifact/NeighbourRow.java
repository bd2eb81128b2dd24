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
  private int[] items = new int[FIRST_CAPACITY];
  private float[] weights = new float[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];

  void read(IntBuffer allItems, FloatBuffer allWeights, IntBuffer allCounts, int from, int to) {
    size = to - from;
    if (size > items.length) {
      items = new int[Math.max(size, 2 * items.length)];
      weights = new float[items.length];
      counts = new int[items.length];
    }
    allItems.get(from, items, 0, size);
    allWeights.get(from, weights, 0, size);
    allCounts.get(from, counts, 0, size);
  }

  /** The number of neighbours. */
  public int size() {
    return size;
  }

  /** The neighbour at a position. */
  public int item(int position) {
    return items[position];
  }

  /** How much of a neighbour it is. */
  public float weight(int position) {
    return weights[position];
  }

  /** Training baskets with the pair. */
  public int count(int position) {
    return counts[position];
  }
}

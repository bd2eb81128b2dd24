package io.basketwise.models.score;

import java.util.Arrays;

/** What one relation says of each candidate: the sum of weights and the strongest known pair. */
final class PairColumn {
  private double[] sum = new double[CandidateSet.FIRST_CAPACITY];
  private float[] weight = new float[CandidateSet.FIRST_CAPACITY];
  private int[] anchor = filled(CandidateSet.FIRST_CAPACITY);
  private int[] count = new int[CandidateSet.FIRST_CAPACITY];

  private static int[] filled(int length) {
    var values = new int[length];
    Arrays.fill(values, -1);
    return values;
  }

  void grow(int capacity) {
    int from = sum.length;
    sum = Arrays.copyOf(sum, capacity);
    weight = Arrays.copyOf(weight, capacity);
    anchor = Arrays.copyOf(anchor, capacity);
    Arrays.fill(anchor, from, capacity, -1);
    count = Arrays.copyOf(count, capacity);
  }

  /** Adds an entry; one that may not be evidence only adds its weight. */
  void add(int slot, int from, float entryWeight, int entryCount, boolean evidence) {
    sum[slot] += entryWeight;
    if (evidence && (anchor[slot] < 0 || entryWeight > weight[slot])) {
      weight[slot] = entryWeight;
      anchor[slot] = from;
      count[slot] = entryCount;
    }
  }

  double sum(int slot) {
    return sum[slot];
  }

  /** The context item of the strongest pair, or -1 when there is none. */
  int anchor(int slot) {
    return anchor[slot];
  }

  int count(int slot) {
    return count[slot];
  }
}

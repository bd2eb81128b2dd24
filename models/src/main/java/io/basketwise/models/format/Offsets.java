package io.basketwise.models.format;

import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Looks at all of a column, offsets above all, of which a large file has millions. They are copied
 * in chunks: in a process that has just started, reading a map one by one takes several times as
 * long.
 */
public final class Offsets {
  /** Numbers that are copied at a time. */
  public static final int CHUNK = 1024;

  private Offsets() {}

  /** The index of the first number that is lower than the one before it, or -1. */
  public static int fall(LongBuffer numbers) {
    var chunk = new long[CHUNK];
    long before = Long.MIN_VALUE;
    for (int from = 0; from < numbers.limit(); from += CHUNK) {
      int size = Math.min(CHUNK, numbers.limit() - from);
      numbers.get(from, chunk, 0, size);
      for (int i = 0; i < size; i++) {
        if (chunk[i] < before) {
          return from + i;
        }
        before = chunk[i];
      }
    }
    return -1;
  }

  /** The index of the first number that is lower than the one before it, or -1. */
  public static int fall(IntBuffer numbers) {
    var chunk = new int[CHUNK];
    int before = Integer.MIN_VALUE;
    for (int from = 0; from < numbers.limit(); from += CHUNK) {
      int size = Math.min(CHUNK, numbers.limit() - from);
      numbers.get(from, chunk, 0, size);
      for (int i = 0; i < size; i++) {
        if (chunk[i] < before) {
          return from + i;
        }
        before = chunk[i];
      }
    }
    return -1;
  }

  /** The highest number, {@code Long.MIN_VALUE} of none. */
  public static long most(LongBuffer numbers) {
    var chunk = new long[CHUNK];
    long most = Long.MIN_VALUE;
    for (int from = 0; from < numbers.limit(); from += CHUNK) {
      int size = Math.min(CHUNK, numbers.limit() - from);
      numbers.get(from, chunk, 0, size);
      for (int i = 0; i < size; i++) {
        most = Math.max(most, chunk[i]);
      }
    }
    return most;
  }
}

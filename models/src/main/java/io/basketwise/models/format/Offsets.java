package io.basketwise.models.format;

import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Looks at all of a column, offsets above all, of which a large file has millions. They are copied
 * in chunks: in a process that has just started, reading a map one by one takes several times as
 * long.
 */
public final class Offsets {
  private static final int CHUNK = 1024;

  /** Copies numbers of the column, from an index on, behind the first of a chunk. */
  private interface Column {
    void copy(int from, long[] chunk, int size);
  }

  /** Looks at a chunk: the number before it, and so many numbers from an index on. */
  private interface Search {
    /** How many numbers of the chunk come before the one that is looked for; all where none is. */
    int find(int from, long[] chunk, int size);
  }

  private final Column column;
  private final int limit;

  private Offsets(Column column, int limit) {
    this.column = column;
    this.limit = limit;
  }

  /** A column of 64 bits. */
  public static Offsets of(LongBuffer numbers) {
    return new Offsets((from, chunk, size) -> numbers.get(from, chunk, 1, size), numbers.limit());
  }

  /** A column of 32 bits. */
  public static Offsets of(IntBuffer numbers) {
    var narrow = new int[CHUNK];
    return new Offsets(
        (from, chunk, size) -> {
          numbers.get(from, narrow, 0, size);
          for (int i = 0; i < size; i++) {
            chunk[i + 1] = narrow[i];
          }
        },
        numbers.limit());
  }

  /** The index of the first number that is lower than the one before it, or -1. */
  public int fall() {
    return first(
        (from, chunk, size) -> {
          int i = 0;
          while (i < size && chunk[i + 1] >= chunk[i]) {
            i++;
          }
          return i;
        });
  }

  /** The index of the first number that is not above its own index, or -1. */
  public int early() {
    return first(
        (from, chunk, size) -> {
          int i = 0;
          while (i < size && chunk[i + 1] > from + i) {
            i++;
          }
          return i;
        });
  }

  /** The highest number, {@code Long.MIN_VALUE} of none. */
  public long most() {
    long[] most = {Long.MIN_VALUE};
    first(
        (from, chunk, size) -> {
          for (int i = 1; i <= size; i++) {
            most[0] = Math.max(most[0], chunk[i]);
          }
          return size;
        });
    return most[0];
  }

  private int first(Search search) {
    var chunk = new long[CHUNK + 1];
    chunk[0] = Long.MIN_VALUE;
    for (int from = 0; from < limit; from += CHUNK) {
      int size = Math.min(CHUNK, limit - from);
      column.copy(from, chunk, size);
      int found = search.find(from, chunk, size);
      if (found < size) {
        return from + found;
      }
      chunk[0] = chunk[size];
    }
    return -1;
  }
}

package io.basketwise.affinity.als;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The ratings of one block of rows, and which factors of the other side they refer to.
 *
 * @param ratings columns count the needed factors, source by source
 * @param sources the other side's blocks that are referred to, ascending
 * @param needs the rows of each source that are referred to, ascending
 */
record RatingBlock(Csr ratings, int[] sources, int[][] needs) implements Serializable {

  /** The needed factors in the order of the columns. */
  float[][] columns(float[][][] shipped) {
    return Arrays.stream(shipped).flatMap(Arrays::stream).toArray(float[][]::new);
  }

  /** Takes a block's entries; those of a row in ascending order of source and position. */
  static final class Builder {
    private final int rows;
    private int[] row = new int[1024];
    private long[] column = new long[1024];
    private float[] value = new float[1024];
    private int size;

    Builder(int rows) {
      this.rows = rows;
    }

    void add(int ofRow, int source, int position, float rating) {
      if (size == row.length) {
        int capacity = size + (size >> 1);
        row = Arrays.copyOf(row, capacity);
        column = Arrays.copyOf(column, capacity);
        value = Arrays.copyOf(value, capacity);
      }
      row[size] = ofRow;
      column[size] = ((long) source << 32) | position;
      value[size++] = rating;
    }

    RatingBlock build() {
      long[] needed = LongStream.of(column).limit(size).sorted().distinct().toArray();
      int[] offsets = new int[rows + 1];
      for (int i = 0; i < size; i++) {
        offsets[row[i] + 1]++;
      }
      Arrays.parallelPrefix(offsets, Integer::sum);
      int[] fill = offsets.clone();
      int[] columns = new int[size];
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        int slot = fill[row[i]]++;
        columns[slot] = Arrays.binarySearch(needed, column[i]);
        values[slot] = value[i];
      }
      int[] sources =
          LongStream.of(needed).mapToInt(key -> (int) (key >>> 32)).distinct().toArray();
      int[][] needs = new int[sources.length][];
      for (int i = 0; i < sources.length; i++) {
        int source = sources[i];
        needs[i] =
            LongStream.of(needed)
                .filter(key -> (int) (key >>> 32) == source)
                .mapToInt(key -> (int) key)
                .toArray();
      }
      return new RatingBlock(new Csr(offsets, columns, values), sources, needs);
    }
  }
}

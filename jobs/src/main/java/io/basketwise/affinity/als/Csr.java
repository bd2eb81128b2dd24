package io.basketwise.affinity.als;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A sparse matrix by compressed rows.
 *
 * @param offsets where a row's entries start; one more than rows
 * @param columns column of each entry, ascending within a row
 * @param values value of each entry
 */
public record Csr(int[] offsets, int[] columns, float[] values) implements Serializable {

  int rows() {
    return offsets.length - 1;
  }

  int entries() {
    return columns.length;
  }

  int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** The rows from one to before another. */
  Csr slice(int from, int to) {
    int first = offsets[from];
    int[] shifted = Arrays.copyOfRange(offsets, from, to + 1);
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= first;
    }
    return new Csr(
        shifted,
        Arrays.copyOfRange(columns, first, offsets[to]),
        Arrays.copyOfRange(values, first, offsets[to]));
  }

  /** The same entries by column; there are {@code columnCount} columns. */
  Csr transpose(int columnCount) {
    int[] starts = new int[columnCount + 1];
    for (int column : columns) {
      starts[column + 1]++;
    }
    for (int column = 0; column < columnCount; column++) {
      starts[column + 1] += starts[column];
    }
    int[] fill = starts.clone();
    int[] rowOf = new int[columns.length];
    float[] turned = new float[columns.length];
    for (int row = 0; row < rows(); row++) {
      for (int at = offsets[row]; at < offsets[row + 1]; at++) {
        int slot = fill[columns[at]]++;
        rowOf[slot] = row;
        turned[slot] = values[at];
      }
    }
    return new Csr(starts, rowOf, turned);
  }
}

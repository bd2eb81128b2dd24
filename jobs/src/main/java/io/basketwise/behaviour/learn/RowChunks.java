package io.basketwise.behaviour.learn;

import io.basketwise.numeric.OrderedSums;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Work on rows, shared by threads in chunks that depend on the number of rows alone. */
final class RowChunks {
  private static final int ROWS = 4096;

  private RowChunks() {}

  static void forEach(int rows, IntConsumer action) {
    IntStream.range(0, count(rows)).parallel().forEach(chunk -> forEach(rows, chunk, action));
  }

  /** Adds up within a chunk, then the chunks, always in the same order. */
  static double sum(int rows, IntToDoubleFunction value) {
    return sums(rows, 1, (row, into) -> into[0] += value.applyAsDouble(row))[0];
  }

  /** What adds a row's numbers to sums. */
  interface Addition {
    /** Adds a row's numbers. */
    void add(int row, double[] sums);
  }

  /** Adds up several numbers a row: within a chunk, then the chunks, always in the same order. */
  static double[] sums(int rows, int width, Addition addition) {
    return OrderedSums.of(
        count(rows), width, (sums, chunk) -> forEach(rows, chunk, row -> addition.add(row, sums)));
  }

  private static void forEach(int rows, int chunk, IntConsumer action) {
    int end = Math.min(rows, (chunk + 1) * ROWS);
    for (int row = chunk * ROWS; row < end; row++) {
      action.accept(row);
    }
  }

  private static int count(int rows) {
    return (rows + ROWS - 1) / ROWS;
  }
}

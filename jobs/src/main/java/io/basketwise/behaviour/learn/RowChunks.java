package io.basketwise.behaviour.learn;

import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Work on rows, shared by threads in chunks that depend on the number of rows alone. */
final class RowChunks {
  private static final int ROWS = 4096;

  private RowChunks() {}

  static void forEach(int rows, IntConsumer action) {
    chunks(rows).forEach(chunk -> forEach(rows, chunk, action));
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
    double[] all = new double[width];
    chunks(rows)
        .mapToObj(
            chunk -> {
              double[] sums = new double[width];
              forEach(rows, chunk, row -> addition.add(row, sums));
              return sums;
            })
        .forEachOrdered(
            sums -> {
              for (int at = 0; at < width; at++) {
                all[at] += sums[at];
              }
            });
    return all;
  }

  private static void forEach(int rows, int chunk, IntConsumer action) {
    int end = Math.min(rows, (chunk + 1) * ROWS);
    for (int row = chunk * ROWS; row < end; row++) {
      action.accept(row);
    }
  }

  private static IntStream chunks(int rows) {
    return IntStream.range(0, (rows + ROWS - 1) / ROWS).parallel();
  }
}

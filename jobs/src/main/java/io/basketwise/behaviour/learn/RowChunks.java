package io.basketwise.behaviour.learn;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Work on rows, shared by threads in chunks that depend on the number of rows alone. */
final class RowChunks {
  private static final int ROWS = 4096;

  private RowChunks() {}

  static void forEach(int rows, IntConsumer action) {
    chunks(rows)
        .forEach(
            chunk -> {
              int end = Math.min(rows, (chunk + 1) * ROWS);
              for (int row = chunk * ROWS; row < end; row++) {
                action.accept(row);
              }
            });
  }

  /** Adds up within a chunk, then the chunks, always in the same order. */
  static double sum(int rows, IntToDoubleFunction value) {
    double[] sums =
        chunks(rows)
            .mapToDouble(
                chunk -> {
                  double sum = 0;
                  int end = Math.min(rows, (chunk + 1) * ROWS);
                  for (int row = chunk * ROWS; row < end; row++) {
                    sum += value.applyAsDouble(row);
                  }
                  return sum;
                })
            .toArray();
    return Arrays.stream(sums).sum();
  }

  private static IntStream chunks(int rows) {
    return IntStream.range(0, (rows + ROWS - 1) / ROWS).parallel();
  }
}

package io.basketwise.numeric;

import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** Sums by many threads that come out the same whatever their number. */
public final class OrderedSums {
  private OrderedSums() {}

  /**
   * Adds up several numbers: each chunk by itself, then the chunks in their order.
   *
   * @param width of the sums
   * @param addition adds what a chunk has to sums that begin at 0
   */
  public static double[] of(int chunks, int width, ObjIntConsumer<double[]> addition) {
    double[] all = new double[width];
    IntStream.range(0, chunks)
        .parallel()
        .mapToObj(
            chunk -> {
              double[] sums = new double[width];
              addition.accept(sums, chunk);
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
}

package io.basketwise.behaviour.learn;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The rows of a node: a stretch of an order of rows.
 *
 * @param order rows, ascending within a node
 * @param from the stretch's begin
 * @param to after its end
 */
record RowRange(int[] order, int from, int to) {
  /** Some of the rows, ascending, each as likely as its share. */
  static int[] drawn(int rows, double share, SplittableRandom random) {
    int[] drawn = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (share == 1 || random.nextDouble() < share) {
        drawn[count++] = row;
      }
    }
    return Arrays.copyOf(drawn, count);
  }

  int size() {
    return to - from;
  }

  /** Moves the rows of bins up to one to the front; returns where the others begin. */
  int divide(byte[] column, int bin, int[] buffer) {
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      if ((column[row] & 0xFF) > bin) {
        buffer[right++] = row;
      } else {
        order[left++] = row;
      }
    }
    System.arraycopy(buffer, 0, order, left, right);
    return left;
  }
}

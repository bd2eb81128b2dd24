package io.basketwise.behaviour.learn;

/**
 * The rows of a node: a stretch of an order of rows.
 *
 * @param order rows, ascending within a node
 * @param from the stretch's begin
 * @param to after its end
 */
record RowRange(int[] order, int from, int to) {
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

package io.basketwise.models.score;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the stages ask of items, side by side in rows of 32 bytes, so that a candidate costs one
 * read from memory where columns would cost one each.
 */
final class Facts {
  static final int DISCONTINUED = 1;
  static final int RESTRICTED = 1 << 1;
  static final int OUT_OF_STOCK = 1 << 2;

  /** The catalog tells the stock, and it is not empty. */
  static final int IN_STOCK = 1 << 3;

  /** Made to go with another: an add-on, a warranty or a service. */
  static final int ADDITION = 1 << 4;

  /** Flags that can speak against an item; most items have none of them. */
  static final int AGAINST = DISCONTINUED | RESTRICTED | OUT_OF_STOCK;

  private static final long FILLED = 1 << 5;
  private static final int FLAG_BITS = 6;
  private static final int FLAGS = (1 << FLAG_BITS) - 1;

  private static final int PRICE = 0;
  private static final int MARGIN = 1;
  private static final int BOUNDS = 2;
  private static final int CODES = 3;
  private static final int WIDTH = 4;

  /** With the array's header a cache line: in a large array no row lies in two of them. */
  private static final int FIRST = 6;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private long[] cells;

  /** Room for so many rows, all of them empty. */
  Facts(int rows) {
    cells = new long[FIRST + rows * WIDTH];
  }

  /** Makes room for more; what was in it may be lost. */
  void room(int rows) {
    if (FIRST + rows * WIDTH > cells.length) {
      cells = new long[FIRST + 2 * rows * WIDTH];
    }
  }

  /** Whether a row was filled, by whatever thread. */
  boolean filled(int row) {
    return (long) CELL.getAcquire(cells, FIRST + row * WIDTH + CODES) != 0;
  }

  /** Fills a row. Threads that do so at the same time with the same values are in nobody's way. */
  void fill(int row, double price, double margin, float bias, float norm, int category, int flags) {
    int at = FIRST + row * WIDTH;
    cells[at + PRICE] = Double.doubleToRawLongBits(price);
    cells[at + MARGIN] = Double.doubleToRawLongBits(margin);
    cells[at + BOUNDS] =
        ((long) Float.floatToRawIntBits(bias) << Integer.SIZE)
            | Integer.toUnsignedLong(Float.floatToRawIntBits(norm));
    CELL.setRelease(cells, at + CODES, ((long) category << FLAG_BITS) | FILLED | flags);
  }

  /** Copies a filled row of another. */
  void copy(int row, Facts other, int otherRow) {
    long[] from = other.cells;
    int at = FIRST + row * WIDTH;
    int otherAt = FIRST + otherRow * WIDTH;
    cells[at] = from[otherAt];
    cells[at + MARGIN] = from[otherAt + MARGIN];
    cells[at + BOUNDS] = from[otherAt + BOUNDS];
    cells[at + CODES] = from[otherAt + CODES];
  }

  private long cell(int row, int column) {
    return cells[FIRST + row * WIDTH + column];
  }

  /** NaN when unknown. */
  double price(int row) {
    return Double.longBitsToDouble(cell(row, PRICE));
  }

  /** NaN when unknown. */
  double margin(int row) {
    return Double.longBitsToDouble(cell(row, MARGIN));
  }

  /** No less than what recency and popularity add to a blend. */
  float biasAtMost(int row) {
    return Float.intBitsToFloat((int) (cell(row, BOUNDS) >>> Integer.SIZE));
  }

  /** No less than the length of the ALS factor, which is 0 when untrained. */
  float normAtMost(int row) {
    return Float.intBitsToFloat((int) cell(row, BOUNDS));
  }

  /** The number of the category, or -1. */
  int category(int row) {
    return (int) (cell(row, CODES) >> FLAG_BITS);
  }

  /** Bits such as {@link #DISCONTINUED}. */
  int flags(int row) {
    return (int) cell(row, CODES) & FLAGS;
  }
}

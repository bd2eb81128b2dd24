package io.basketwise.models.score;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the stages ask of items, side by side in rows of 32 bytes, so that an item costs one read
 * from memory where columns would cost one each; and a bit an item that tells whether it was filled
 * in, which all lie so close together that asking costs none.
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

  private static final int FLAG_BITS = 5;
  private static final int FLAGS = (1 << FLAG_BITS) - 1;

  private static final int PRICE = 0;
  private static final int MARGIN = 1;
  private static final int BOUNDS = 2;
  private static final int CODES = 3;
  private static final int WIDTH = 4;

  /** With the array's header a cache line: in a large array no row lies in two of them. */
  private static final int FIRST = 6;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] cells;
  private final long[] filled;

  /** Room for so many items, none of them filled in. */
  Facts(int items) {
    cells = new long[FIRST + items * WIDTH];
    filled = new long[(items + Long.SIZE - 1) / Long.SIZE];
  }

  /** Whether an item was filled in, by whatever thread; if so its facts can be read. */
  boolean filled(int item) {
    return ((long) WORD.getAcquire(filled, item / Long.SIZE) & (1L << item)) != 0;
  }

  /** Fills an item in. Who does so again with the same values is in nobody's way. */
  synchronized void fill(
      int item, double price, double margin, float bias, float norm, int category, int flags) {
    int at = FIRST + item * WIDTH;
    cells[at + PRICE] = Double.doubleToRawLongBits(price);
    cells[at + MARGIN] = Double.doubleToRawLongBits(margin);
    cells[at + BOUNDS] =
        ((long) Float.floatToRawIntBits(bias) << Integer.SIZE)
            | Integer.toUnsignedLong(Float.floatToRawIntBits(norm));
    cells[at + CODES] = ((long) category << FLAG_BITS) | flags;
    WORD.setRelease(filled, item / Long.SIZE, filled[item / Long.SIZE] | (1L << item));
  }

  private long cell(int item, int column) {
    return cells[FIRST + item * WIDTH + column];
  }

  /** NaN when unknown. */
  double price(int item) {
    return Double.longBitsToDouble(cell(item, PRICE));
  }

  /** NaN when unknown. */
  double margin(int item) {
    return Double.longBitsToDouble(cell(item, MARGIN));
  }

  /** No less than what recency and popularity add to a blend. */
  float biasAtMost(int item) {
    return Float.intBitsToFloat((int) (cell(item, BOUNDS) >>> Integer.SIZE));
  }

  /** No less than the length of the ALS factor, which is 0 when untrained. */
  float normAtMost(int item) {
    return Float.intBitsToFloat((int) cell(item, BOUNDS));
  }

  /** The number of the category, or -1. */
  int category(int item) {
    return (int) (cell(item, CODES) >> FLAG_BITS);
  }

  /** Bits such as {@link #DISCONTINUED}. */
  int flags(int item) {
    return (int) cell(item, CODES) & FLAGS;
  }
}

package io.basketwise.models.score;

/**
 * The natural logarithm, the same bits on every JVM and several times faster than {@code
 * StrictMath.log}, which is a native call before Java 21. After Tang, Table-driven implementation
 * of the logarithm function in IEEE floating-point arithmetic, 1990: x = 2^k m, m lies next to the
 * centre c of one of 128 cells, and ln x = k ln 2 + ln c + ln(1 + r) with r = (m - c) / c.
 */
final class Logarithm {
  private static final int CELLS = 128;
  private static final int MANTISSA_BITS = 52;
  private static final int CELL_SHIFT = MANTISSA_BITS - 7;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1.0);
  private static final int BIAS = 1023;
  private static final double LN_2 = StrictMath.log(2);
  private static final double[] CENTRE = new double[CELLS];
  private static final double[] INVERSE = new double[CELLS];
  private static final double[] LOG = new double[CELLS];

  static {
    for (int cell = 0; cell < CELLS; cell++) {
      CENTRE[cell] = 1 + (cell + 0.5) / CELLS;
      INVERSE[cell] = 1 / CENTRE[cell];
      LOG[cell] = StrictMath.log(CENTRE[cell]);
    }
  }

  private Logarithm() {}

  /** ln of a normal number above 0, to within 1e-15 of one or of itself, whichever is more. */
  static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> MANTISSA_BITS) - BIAS;
    int cell = (int) (bits >>> CELL_SHIFT) & (CELLS - 1);
    double m = Double.longBitsToDouble((bits & MANTISSA) | ONE);
    double r = (m - CENTRE[cell]) * INVERSE[cell];
    double tail =
        r * r * (-1 / 2.0 + r * (1 / 3.0 + r * (-1 / 4.0 + r * (1 / 5.0 - r * (1 / 6.0)))));
    return exponent * LN_2 + (LOG[cell] + (r + tail));
  }
}

package io.basketwise.prepare;

/**
 * Takes returned units off the purchases of one buyer and one item. A return takes from the latest
 * purchase before it that has units left, then from the one before: what comes back is most often
 * what was bought last. Quantities are units; negative ones are returns.
 */
final class Netting {
  private final double[] remaining;
  private final boolean[] matched;

  private Netting(double[] remaining, boolean[] matched) {
    this.remaining = remaining;
    this.matched = matched;
  }

  /**
   * Nets lines that are ordered by time.
   *
   * @param quantities units of each line
   * @param cancelled whether the line's own status already says that it was cancelled or returned
   */
  static Netting of(double[] quantities, boolean[] cancelled) {
    double[] remaining = new double[quantities.length];
    boolean[] matched = new boolean[quantities.length];
    for (int line = 0; line < quantities.length; line++) {
      if (quantities[line] < 0) {
        matched[line] = takeBack(-quantities[line], remaining, line);
      } else if (!cancelled[line]) {
        remaining[line] = quantities[line];
      }
    }
    return new Netting(remaining, matched);
  }

  private static boolean takeBack(double units, double[] remaining, int returnLine) {
    double open = units;
    for (int line = returnLine - 1; line >= 0 && open > 0; line--) {
      double taken = Math.min(open, remaining[line]);
      remaining[line] -= taken;
      open -= taken;
    }
    return open < units;
  }

  /** Units of a line that stay bought; 0 for a return. */
  double remaining(int line) {
    return remaining[line];
  }

  /** Whether a return found any units to take back. */
  boolean matched(int line) {
    return matched[line];
  }
}

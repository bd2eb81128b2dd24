package io.basketwise.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes returned units off the purchases of one buyer and one item. A return takes from the latest
 * purchase before it that has units left, then from the one before: what comes back is most often
 * what was bought last. Quantities are units; negative ones are returns.
 */
final class Netting {
  /**
   * Units that a return took off a purchase.
   *
   * @param line of the return
   */
  record Taken(int line, double units) {}

  private final double[] remaining;
  private final List<List<Taken>> taken;
  private final boolean[] matched;

  private Netting(int lines) {
    remaining = new double[lines];
    taken = Stream.generate(() -> (List<Taken>) new ArrayList<Taken>(0)).limit(lines).toList();
    matched = new boolean[lines];
  }

  /**
   * Nets lines that are ordered by time.
   *
   * @param quantities units of each line
   * @param cancelled whether the line's own status already says that it was cancelled or returned
   */
  static Netting of(double[] quantities, boolean[] cancelled) {
    Netting netting = new Netting(quantities.length);
    for (int line = 0; line < quantities.length; line++) {
      if (quantities[line] < 0) {
        netting.takeBack(-quantities[line], line);
      } else if (!cancelled[line]) {
        netting.remaining[line] = quantities[line];
      }
    }
    return netting;
  }

  private void takeBack(double units, int returnLine) {
    double open = units;
    for (int line = returnLine - 1; line >= 0 && open > 0; line--) {
      double some = Math.min(open, remaining[line]);
      if (some > 0) {
        remaining[line] -= some;
        taken.get(line).add(new Taken(returnLine, some));
        open -= some;
      }
    }
    matched[returnLine] = open < units;
  }

  /** Units of a line that stay bought; 0 for a return. */
  double remaining(int line) {
    return remaining[line];
  }

  /** Whether a return found any units to take back. */
  boolean matched(int line) {
    return matched[line];
  }

  /** What returns took off a line, in their order: no later line changes an earlier entry. */
  List<Taken> taken(int line) {
    return taken.get(line);
  }
}

package io.basketwise.behaviour;

import java.util.Arrays;

/** Margins of a log of which some are unknown: NaN. 0 is where nothing was sold. */
final class Margins {
  private Margins() {}

  /** Whether of what was sold, by offers and without them, at least half has a known margin. */
  static boolean mostlyKnown(Sample log) {
    return mostlyKnown(log.margin()) && mostlyKnown(log.offerMargin());
  }

  private static boolean mostlyKnown(double[] margins) {
    long sold = Arrays.stream(margins).filter(margin -> margin != 0).count();
    long unknown = Arrays.stream(margins).filter(Double::isNaN).count();
    return 2 * unknown <= sold;
  }

  /**
   * Margins of which the unknown ones count as the mean of those that are known. Left out where
   * nothing sold counts, they would count as if less had been sold.
   */
  static double[] estimated(double[] margins) {
    double mean =
        Arrays.stream(margins)
            .filter(margin -> margin != 0 && !Double.isNaN(margin))
            .average()
            .orElse(Double.NaN);
    return Arrays.stream(margins).map(margin -> Double.isNaN(margin) ? mean : margin).toArray();
  }
}

package io.basketwise.models.score;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What stands for a price or a margin that is not known: the lower median of the shop's known
 * prices; for a margin the item's price times the lower median of margins as a share of their
 * price, or without a price the lower median of margins. Where the shop knows none it is 1, so that
 * every candidate counts by its score alone.
 */
final class Medians {
  private final double price;
  private final double margin;
  private final double marginShare;

  Medians(ItemRows rows) {
    price = median(rows.knownPrices());
    margin = median(rows.knownMargins());
    marginShare =
        median(
            rows.items()
                .filter(item -> rows.price(item) > 0 && Double.isFinite(rows.margin(item)))
                .mapToDouble(item -> rows.margin(item) / rows.price(item)));
  }

  private static double median(DoubleStream values) {
    double[] ascending = values.toArray();
    Arrays.sort(ascending);
    return median(ascending);
  }

  private static double median(double[] ascending) {
    return ascending.length == 0 ? 1 : ascending[(ascending.length - 1) / 2];
  }

  double price(double known) {
    return Double.isFinite(known) ? known : price;
  }

  double margin(double knownPrice, double known) {
    if (Double.isFinite(known)) {
      return known;
    }
    return Double.isFinite(knownPrice) ? marginShare * knownPrice : margin;
  }
}

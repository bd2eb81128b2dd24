package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a price or a margin that is not known: the lower median of the shop's known
 * prices; for a margin the item's price times the lower median of margins as a share of their
 * price, or without a price the lower median of margins. Where the shop knows none it is 1, so that
 * every candidate counts by its score alone. They are computed when they are first asked for.
 */
final class Medians {
  private final Items items;

  /** Threads that ask at the same time compute the same. */
  private volatile @Nullable Known known;

  record Known(double price, double margin, double marginShare) {}

  Medians(Items items) {
    this.items = items;
  }

  /** All of them, computed if they are not yet. */
  Known known() {
    Known found = known;
    if (found == null) {
      found =
          new Known(
              median(items().mapToDouble(items::price).filter(Double::isFinite)),
              median(items().mapToDouble(items::margin).filter(Double::isFinite)),
              median(
                  items()
                      .filter(item -> items.price(item) > 0 && Double.isFinite(items.margin(item)))
                      .mapToDouble(item -> items.margin(item) / items.price(item))));
      known = found;
    }
    return found;
  }

  private IntStream items() {
    return IntStream.range(0, items.size());
  }

  private static double median(DoubleStream values) {
    double[] ascending = values.toArray();
    Arrays.sort(ascending);
    return ascending.length == 0 ? 1 : ascending[(ascending.length - 1) / 2];
  }

  double price(double price) {
    return Double.isFinite(price) ? price : known().price;
  }

  double margin(double price, double margin) {
    if (Double.isFinite(margin)) {
      return margin;
    }
    return Double.isFinite(price) ? known().marginShare * price : known().margin;
  }
}

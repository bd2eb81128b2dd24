package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a price or a margin that is not known: the lower median of the shop's known
 * prices; for a margin the item's price times the lower median of margins as a share of their
 * price, or without a price the lower median of margins. Where the shop knows none it is 1, so that
 * every candidate counts by its score alone. They are computed when they are first asked for.
 */
final class Medians {
  private static final double NONE = Double.NaN;

  /** Values that nobody chose are narrowed down to one in fewer. */
  private static final int MAX_ROUNDS = 100;

  private final Items items;

  /** Threads that ask at the same time compute the same. */
  private volatile @Nullable Known known;

  record Known(double price, double margin, double marginShare) {}

  Medians(Items items) {
    this.items = items;
  }

  boolean areKnown() {
    return known != null;
  }

  /** All of them, computed if they are not yet. */
  Known known() {
    Known found = known;
    if (found == null) {
      found =
          new Known(
              median(items::price),
              median(items::margin),
              median(
                  item -> items.price(item) > 0 ? items.margin(item) / items.price(item) : NONE));
      known = found;
    }
    return found;
  }

  /** The lower median of the finite ones, 1 where there are none. */
  private double median(IntToDoubleFunction ofItem) {
    var values = new double[items.size()];
    int size = 0;
    for (int item = 0; item < values.length; item++) {
      values[size] = ofItem.applyAsDouble(item);
      size += Double.isFinite(values[size]) ? 1 : 0;
    }
    return size == 0 ? 1 : smallest(values, size, (size - 1) / 2, MAX_ROUNDS);
  }

  /**
   * The value that would stand at a place if so many were sorted: Hoare's FIND of 1961, and a sort
   * where the values, chosen on purpose, leave it too many to look at.
   */
  static double smallest(double[] values, int size, int place, int maxRounds) {
    int from = 0;
    int to = size - 1;
    for (int round = 0; from < to; round++) {
      if (round == maxRounds) {
        Arrays.sort(values, from, to + 1);
        break;
      }
      double pivot = values[place];
      int low = from;
      int high = to;
      while (low <= high) {
        while (values[low] < pivot) {
          low++;
        }
        while (pivot < values[high]) {
          high--;
        }
        if (low <= high) {
          double swapped = values[low];
          values[low++] = values[high];
          values[high--] = swapped;
        }
      }
      from = high < place ? low : from;
      to = place < low ? high : to;
    }
    return values[place];
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

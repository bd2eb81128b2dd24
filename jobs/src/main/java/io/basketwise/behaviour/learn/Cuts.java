package io.basketwise.behaviour.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where each feature is cut into bins. Bin 0 holds what is missing, bin b what lies above b cuts;
 * the first cut is below every number. A value above cut b is in a bin above b, so that a tree
 * grown on bins sends every row where the same tree with thresholds does.
 */
final class Cuts {
  private final double[][] cuts;

  private Cuts(double[][] cuts) {
    this.cuts = cuts;
  }

  /**
   * Cuts between distinct values where there are few, else at about equal numbers of rows.
   *
   * @param most bins of a feature beside the one for missing values
   */
  static Cuts of(TrainingSet set, int most) {
    return new Cuts(
        IntStream.range(0, set.features())
            .parallel()
            .mapToObj(feature -> cuts(present(set, feature), most))
            .toArray(double[][]::new));
  }

  int features() {
    return cuts.length;
  }

  /** Bins of a feature, that of missing values included. */
  int bins(int feature) {
    return cuts[feature].length + 1;
  }

  double threshold(int feature, int bin) {
    return cuts[feature][bin];
  }

  /** Every row's bin of every feature: a column a feature, its bytes unsigned. */
  byte[][] bin(TrainingSet set) {
    return IntStream.range(0, cuts.length)
        .parallel()
        .mapToObj(feature -> column(set, feature))
        .toArray(byte[][]::new);
  }

  private byte[] column(TrainingSet set, int feature) {
    byte[] column = new byte[set.rows()];
    for (int row = 0; row < column.length; row++) {
      column[row] = (byte) bin(feature, set.values()[row * set.features() + feature]);
    }
    return column;
  }

  /** Number of cuts below a value. */
  private int bin(int feature, double value) {
    double[] of = cuts[feature];
    int low = 0;
    int high = of.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value > of[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] present(TrainingSet set, int feature) {
    double[] present = new double[set.rows()];
    int count = 0;
    for (int row = 0; row < present.length; row++) {
      double value = set.values()[row * set.features() + feature];
      if (!Double.isNaN(value)) {
        present[count++] = value;
      }
    }
    double[] sorted = Arrays.copyOf(present, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double[] cuts(double[] sorted, int most) {
    double[] cuts = new double[most];
    cuts[0] = -Double.MAX_VALUE;
    int count = 1;
    int distinctLeft = distinct(sorted);
    int binBegin = 0;
    for (int i = 0; i + 1 < sorted.length && count < most; i++) {
      if (sorted[i] == sorted[i + 1]) {
        continue;
      }
      distinctLeft--;
      int binsLeft = most - count + 1;
      boolean full = (long) (i + 1 - binBegin) * binsLeft >= sorted.length - binBegin;
      if (full || distinctLeft < binsLeft) {
        cuts[count++] = between(sorted[i], sorted[i + 1]);
        binBegin = i + 1;
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  private static int distinct(double[] sorted) {
    int distinct = sorted.length == 0 ? 0 : 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }

  /** The middle, or the lower number where rounding leaves no room between them. */
  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle >= low && middle < high ? middle : low;
  }
}

package io.basketwise.behaviour.learn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Sums of derivatives by feature and bin, for the rows of a node. A histogram is one array: a
 * feature's bins after another's, a bin's derivatives after another's.
 */
final class Histograms {
  /** Rows whose derivatives are gathered at once, to stay in the cache from feature to feature. */
  private static final int CHUNK = 1024;

  private final Cuts cuts;
  private final byte[][] columns;
  private final int stride;
  private final int[] begin;
  private final Deque<double[]> spare = new ArrayDeque<>();

  /** Histograms of rows in bins, with two derivatives an output. */
  Histograms(Cuts cuts, byte[][] columns, int outputs) {
    this.cuts = cuts;
    this.columns = columns;
    stride = 2 * outputs;
    begin = new int[columns.length + 1];
    for (int feature = 0; feature < columns.length; feature++) {
      begin[feature + 1] = Math.addExact(begin[feature], cuts.bins(feature) * stride);
    }
  }

  /** Where a feature's bins begin. */
  int begin(int feature) {
    return begin[feature];
  }

  int bins(int feature) {
    return cuts.bins(feature);
  }

  /** An array of any content. */
  double[] borrow() {
    double[] histogram = spare.poll();
    return histogram == null ? new double[begin[begin.length - 1]] : histogram;
  }

  void giveBack(double[] histogram) {
    spare.push(histogram);
  }

  /** Fills in the features from one to before another, adding up row by row. */
  void fill(double[] histogram, RowRange rows, double[] derivatives, int from, int to) {
    Arrays.fill(histogram, begin[from], begin[to], 0);
    double[] gathered = new double[CHUNK * stride];
    for (int first = rows.from(); first < rows.to(); first += CHUNK) {
      int count = Math.min(CHUNK, rows.to() - first);
      for (int i = 0; i < count; i++) {
        System.arraycopy(
            derivatives, rows.order()[first + i] * stride, gathered, i * stride, stride);
      }
      for (int feature = from; feature < to; feature++) {
        int[] order = rows.order();
        if (stride == 2) {
          addPair(histogram, begin[feature], columns[feature], order, first, count, gathered);
        } else {
          addAll(histogram, begin[feature], columns[feature], order, first, count, gathered);
        }
      }
    }
  }

  /** One output: without an inner loop, twice as fast. */
  private static void addPair(
      double[] histogram,
      int origin,
      byte[] column,
      int[] order,
      int first,
      int count,
      double[] gathered) {
    for (int i = 0; i < count; i++) {
      int at = origin + ((column[order[first + i]] & 0xFF) << 1);
      histogram[at] += gathered[2 * i];
      histogram[at + 1] += gathered[2 * i + 1];
    }
  }

  private void addAll(
      double[] histogram,
      int origin,
      byte[] column,
      int[] order,
      int first,
      int count,
      double[] gathered) {
    for (int i = 0; i < count; i++) {
      int at = origin + (column[order[first + i]] & 0xFF) * stride;
      int from = i * stride;
      for (int j = 0; j < stride; j += 2) {
        histogram[at + j] += gathered[from + j];
        histogram[at + j + 1] += gathered[from + j + 1];
      }
    }
  }

  /** A parent's histogram becomes that of one child by taking away the other's. */
  void subtract(double[] parent, double[] child, int from, int to) {
    for (int at = begin[from]; at < begin[to]; at++) {
      parent[at] -= child[at];
    }
  }
}

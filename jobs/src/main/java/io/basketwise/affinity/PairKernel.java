package io.basketwise.affinity;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.GroupedBaskets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Rows of the co-occurrence matrix of one group's items: from the baskets that hold an item, one
 * scan counts everything else in them. Five dense arrays of one entry an item.
 */
final class PairKernel {
  private final GroupedBaskets.Group group;
  private final BasketBlock baskets;
  private final BasketWeight weight;
  private final int[] runs;
  private final int[] counts;
  private final int[] buyers;
  private final int[] lastRun;
  private final long[] weights;
  private final int[] touched;
  private int touchedSize;

  PairKernel(GroupedBaskets.Group group, int ranks, BasketWeight weight) {
    this.group = group;
    this.baskets = group.baskets();
    this.weight = weight;
    this.runs = baskets.buyerRuns();
    this.counts = new int[ranks];
    this.buyers = new int[ranks];
    this.lastRun = new int[ranks];
    this.weights = new long[ranks];
    this.touched = new int[ranks];
    Arrays.fill(lastRun, -1);
  }

  /** The rows, one at a time. */
  Iterator<PairRow> rows() {
    int ranks = counts.length;
    int[] starts = new int[ranks + 1];
    for (int rank : baskets.items()) {
      starts[rank + 1]++;
    }
    for (int rank = 1; rank <= ranks; rank++) {
      starts[rank] += starts[rank - 1];
    }
    int[] fill = starts.clone();
    int[] holders = new int[baskets.items().length];
    for (int basket = 0; basket < baskets.size(); basket++) {
      for (int at = baskets.offsets()[basket]; at < baskets.offsets()[basket + 1]; at++) {
        holders[fill[baskets.items()[at]]++] = basket;
      }
    }
    return group
        .ranks(ranks)
        .mapToObj(rank -> row(rank, holders, starts[rank], starts[rank + 1]))
        .iterator();
  }

  private PairRow row(int rank, int[] holders, int from, int to) {
    for (int i = from; i < to; i++) {
      count(holders[i]);
    }
    int[] others = Arrays.copyOf(touched, touchedSize);
    Arrays.sort(others);
    PairRow row =
        new PairRow(
            rank,
            others,
            IntStream.of(others).map(other -> counts[other]).toArray(),
            IntStream.of(others).map(other -> buyers[other]).toArray(),
            IntStream.of(others).mapToLong(other -> weights[other]).toArray());
    for (int other : others) {
      counts[other] = 0;
      buyers[other] = 0;
      weights[other] = 0;
      lastRun[other] = -1;
    }
    touchedSize = 0;
    return row;
  }

  private void count(int basket) {
    int run = runs[basket];
    long basketWeight = weight.of(baskets.days()[basket], baskets.length(basket));
    for (int at = baskets.offsets()[basket]; at < baskets.offsets()[basket + 1]; at++) {
      int other = baskets.items()[at];
      if (counts[other]++ == 0) {
        touched[touchedSize++] = other;
      }
      weights[other] += basketWeight;
      if (lastRun[other] != run) {
        lastRun[other] = run;
        buyers[other]++;
      }
    }
  }
}

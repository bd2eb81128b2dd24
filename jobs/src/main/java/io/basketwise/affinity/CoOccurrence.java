package io.basketwise.affinity;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.FrequencyOrder;
import io.basketwise.prepare.GroupedBaskets;
import io.basketwise.prepare.ItemCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * The co-occurrence matrix of baskets or of views, row by row and spread over the tasks. Items of
 * too few buyers are left out: no pair of theirs could rest on enough.
 */
final class CoOccurrence implements AutoCloseable {
  private final FrequencyOrder order;
  private final ItemCounts counts;
  private final int minBuyers;
  private final JavaRDD<PairRow> rows;

  private CoOccurrence(
      FrequencyOrder order, ItemCounts counts, int minBuyers, JavaRDD<PairRow> rows) {
    this.order = order;
    this.counts = counts;
    this.minBuyers = minBuyers;
    this.rows = rows;
  }

  static CoOccurrence of(
      JavaRDD<BasketBlock> blocks,
      ItemCounts counts,
      BasketWeight weight,
      int minBuyers,
      int tasks) {
    FrequencyOrder order = FrequencyOrder.of(counts, 1, minBuyers);
    int ranks = order.size();
    try (GroupedBaskets grouped = GroupedBaskets.of(blocks, order, tasks)) {
      JavaRDD<PairRow> rows =
          grouped
              .groups()
              .flatMap(group -> new PairKernel(group, ranks, weight).rows())
              .persist(StorageLevel.MEMORY_AND_DISK());
      rows.count();
      return new CoOccurrence(order, counts, minBuyers, rows);
    }
  }

  FrequencyOrder order() {
    return order;
  }

  ItemCounts counts() {
    return counts;
  }

  /** The weighted matrix, dense, on the driver: 8 bytes times the square of its size. */
  double[][] gram() {
    double[][] gram = new double[order.size()][order.size()];
    for (Iterator<PairRow> all = rows.toLocalIterator(); all.hasNext(); ) {
      PairRow row = all.next();
      double[] target = gram[row.item()];
      for (int i = 0; i < row.others().length; i++) {
        target[row.others()[i]] = row.weights()[i] / BasketWeight.UNIT;
      }
    }
    return gram;
  }

  /** Weighs one pair of a row; what is not above 0 is no neighbour. */
  interface PairWeight extends java.io.Serializable {
    double weigh(PairRow row, int position);
  }

  /** Each item's strongest neighbours under a weight, by item number. */
  NeighbourLists neighbours(int limit, PairWeight weight) {
    NeighbourLists lists = new NeighbourLists(order.rankOf().length, limit);
    int[] itemOf = order.itemOf();
    int floor = minBuyers;
    Iterator<Ranked> all =
        rows.map(row -> new Ranked(itemOf[row.item()], rank(row, weight, itemOf, floor, limit)))
            .toLocalIterator();
    while (all.hasNext()) {
      Ranked ranked = all.next();
      lists.set(ranked.item(), ranked.neighbours());
    }
    return lists;
  }

  private record Ranked(int item, List<Pair> neighbours) implements java.io.Serializable {}

  private static List<Pair> rank(
      PairRow row, PairWeight weight, int[] itemOf, int minBuyers, int limit) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < row.others().length; i++) {
      if (row.others()[i] != row.item() && row.buyers()[i] >= minBuyers) {
        float strength = (float) weight.weigh(row, i);
        if (strength > 0) {
          pairs.add(new Pair(itemOf[row.others()[i]], strength, row.counts()[i], row.buyers()[i]));
        }
      }
    }
    return new ArrayList<>(NeighbourLists.strongest(pairs, limit));
  }

  /** Each item's strongest neighbours under the linear model, which lies on the driver. */
  NeighbourLists topNeighbours(int limit, LinearItemModel model) {
    NeighbourLists lists = new NeighbourLists(order.rankOf().length, limit);
    for (Iterator<PairRow> all = rows.toLocalIterator(); all.hasNext(); ) {
      PairRow row = all.next();
      lists.set(
          order.itemOf()[row.item()],
          rank(
              row,
              (pairs, i) -> model.weight(pairs.item(), pairs.others()[i]),
              order.itemOf(),
              minBuyers,
              limit));
    }
    return lists;
  }

  /** Cosine of the items' basket vectors: count(i, j) / sqrt(count(i) count(j)). */
  NeighbourLists cosine(int limit) {
    long[] baskets = counts.baskets();
    int[] itemOf = order.itemOf();
    return neighbours(
        limit,
        (row, i) ->
            row.counts()[i]
                / Math.sqrt(
                    (double) baskets[itemOf[row.item()]] * baskets[itemOf[row.others()[i]]]));
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }
}

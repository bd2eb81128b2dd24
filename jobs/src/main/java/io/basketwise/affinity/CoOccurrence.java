package io.basketwise.affinity;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.FrequencyOrder;
import io.basketwise.prepare.GroupedBaskets;
import io.basketwise.prepare.ItemCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The co-occurrence matrix of baskets or of views, row by row and spread over the tasks. Items of
 * too few buyers are left out: no pair of theirs could rest on enough.
 */
final class CoOccurrence implements AutoCloseable {
  /** Rows that threads share at a time. */
  private static final int BATCH = 1_000;

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

  /**
   * Bytes that the driver holds while it fetches the rows: those of one task at a time, 20 bytes a
   * pair, as they arrive and as they are used.
   */
  long fetchedBytes() {
    return 2 * 20 * pairs() / rows.getNumPartitions();
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

  /** Pairs that occur, each counted from both sides, and the diagonal. */
  long pairs() {
    return rows.map(row -> (long) row.others().length).fold(0L, Long::sum);
  }

  /** The weighted matrix, sparse, on the driver: {@link SparseGram#BYTES} bytes a pair. */
  SparseGram sparseGram() {
    int[][] others = new int[order.size()][0];
    float[][] weights = new float[order.size()][0];
    for (Iterator<PairRow> all = rows.toLocalIterator(); all.hasNext(); ) {
      PairRow row = all.next();
      others[row.item()] = row.others();
      weights[row.item()] = new float[row.weights().length];
      for (int i = 0; i < row.weights().length; i++) {
        weights[row.item()][i] = (float) (row.weights()[i] / BasketWeight.UNIT);
      }
    }
    return new SparseGram(others, weights);
  }

  /** Weighs one pair of a row; what is not above 0 is no neighbour. */
  private interface PairWeight extends java.io.Serializable {
    double weigh(PairRow row, int position);
  }

  private record Ranked(int item, List<Pair> neighbours) implements java.io.Serializable {}

  private static List<Pair> rank(
      PairRow row, PairWeight weight, int[] itemOf, int minBuyers, int limit) {
    int[] items = new int[row.others().length];
    float[] strength = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = itemOf[row.others()[i]];
      boolean allowed = row.others()[i] != row.item() && row.buyers()[i] >= minBuyers;
      strength[i] = allowed ? (float) weight.weigh(row, i) : 0;
    }
    List<Pair> pairs = new ArrayList<>();
    Strongest.positions(strength, items, limit)
        .filter(i -> strength[i] > 0)
        .forEach(i -> pairs.add(new Pair(items[i], strength[i], row.counts()[i], row.buyers()[i])));
    return pairs;
  }

  /** Each item's strongest neighbours under the linear model, which lies on the driver. */
  NeighbourLists topNeighbours(int limit, LinearItemModel model) {
    NeighbourLists lists = new NeighbourLists(order.rankOf().length, limit);
    PairWeight weight = (pairs, i) -> model.weight(pairs.item(), pairs.others()[i]);
    int[] itemOf = order.itemOf();
    for (Iterator<PairRow> all = rows.toLocalIterator(); all.hasNext(); ) {
      List<PairRow> batch = new ArrayList<>();
      while (batch.size() < BATCH && all.hasNext()) {
        batch.add(all.next());
      }
      batch.parallelStream()
          .map(row -> new Ranked(itemOf[row.item()], rank(row, weight, itemOf, minBuyers, limit)))
          .forEachOrdered(ranked -> lists.set(ranked.item(), ranked.neighbours()));
    }
    return lists;
  }

  /** Cosine of the items' basket vectors: count(i, j) / sqrt(count(i) count(j)). */
  NeighbourLists cosine(int limit) {
    NeighbourLists lists = new NeighbourLists(order.rankOf().length, limit);
    Broadcast<long[]> baskets = context().broadcast(counts.baskets());
    Broadcast<int[]> itemOf = context().broadcast(order.itemOf());
    int floor = minBuyers;
    Iterator<Ranked> all =
        rows.map(
                row ->
                    new Ranked(
                        itemOf.value()[row.item()],
                        rank(
                            row,
                            (pairs, i) -> cosine(pairs, i, baskets.value(), itemOf.value()),
                            itemOf.value(),
                            floor,
                            limit)))
            .toLocalIterator();
    while (all.hasNext()) {
      Ranked ranked = all.next();
      lists.set(ranked.item(), ranked.neighbours());
    }
    return lists;
  }

  /** What baskets say of the pairs that were asked about, in their order. */
  private record Counted(int rank, int[] counts, int[] buyers) implements java.io.Serializable {
    static Counted of(PairRow row, int[] asked, int minBuyers) {
      int[] counts = new int[asked.length];
      int[] buyers = new int[asked.length];
      for (int i = 0; i < asked.length; i++) {
        int found = Arrays.binarySearch(row.others(), asked[i]);
        if (found >= 0 && row.buyers()[found] >= minBuyers) {
          counts[i] = row.counts()[found];
          buyers[i] = row.buyers()[found];
        }
      }
      return new Counted(row.item(), counts, buyers);
    }
  }

  /**
   * Pairs as strong as they are, with the counts of these baskets: none where both have too few
   * buyers together.
   */
  NeighbourLists counted(NeighbourLists pairs) {
    int[][] asked = new int[order.size()][];
    Arrays.setAll(
        asked,
        rank ->
            pairs.of(order.itemOf()[rank]).stream()
                .mapToInt(pair -> order.rankOf()[pair.item()])
                .toArray());
    Broadcast<int[][]> wanted = context().broadcast(asked);
    int floor = minBuyers;
    NeighbourLists counted = pairs.uncounted();
    Iterator<Counted> all =
        rows.map(row -> Counted.of(row, wanted.value()[row.item()], floor)).toLocalIterator();
    while (all.hasNext()) {
      Counted row = all.next();
      counted.count(order.itemOf()[row.rank()], row.counts(), row.buyers());
    }
    return counted;
  }

  private static double cosine(PairRow row, int position, long[] baskets, int[] itemOf) {
    double product = (double) baskets[itemOf[row.item()]] * baskets[itemOf[row.others()[position]]];
    return row.counts()[position] / Math.sqrt(product);
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(rows.context());
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }
}

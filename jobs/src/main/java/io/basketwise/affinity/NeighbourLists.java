package io.basketwise.affinity;

import io.basketwise.models.artifact.Neighbours;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Collects each item's strongest neighbours: weight descending, then item. */
final class NeighbourLists {
  private static final Comparator<Pair> STRONGEST =
      Comparator.comparingDouble((Pair pair) -> -pair.weight()).thenComparingInt(Pair::item);

  private final List<List<Pair>> lists;
  private final int limit;

  /** Empty lists for {@code items} items of at most {@code limit} neighbours each. */
  NeighbourLists(int items, int limit) {
    this.lists = new ArrayList<>(items);
    for (int item = 0; item < items; item++) {
      lists.add(List.of());
    }
    this.limit = limit;
  }

  /** Sets an item's neighbours, keeping the strongest. */
  void set(int item, List<Pair> neighbours) {
    lists.set(item, strongest(neighbours, limit));
  }

  /** The same neighbours, of whom nothing is counted. */
  NeighbourLists uncounted() {
    NeighbourLists same = new NeighbourLists(items(), limit);
    for (int item = 0; item < items(); item++) {
      same.lists.set(item, of(item));
      same.count(item, new int[of(item).size()], new int[of(item).size()]);
    }
    return same;
  }

  /** Sets the counts of an item's neighbours, in their order. */
  void count(int item, int[] counts, int[] buyers) {
    List<Pair> pairs = of(item);
    lists.set(
        item,
        IntStream.range(0, pairs.size())
            .mapToObj(
                i -> new Pair(pairs.get(i).item(), pairs.get(i).weight(), counts[i], buyers[i]))
            .toList());
  }

  /** The strongest neighbours of a list, in order. */
  static List<Pair> strongest(List<Pair> neighbours, int limit) {
    return neighbours.stream().sorted(STRONGEST).limit(limit).toList();
  }

  List<Pair> of(int item) {
    return lists.get(item);
  }

  int items() {
    return lists.size();
  }

  /** The lists as they stand in an artifact. */
  Neighbours columns() {
    int total = lists.stream().mapToInt(List::size).sum();
    long[] offsets = new long[lists.size() + 1];
    int[] items = new int[total];
    float[] weights = new float[total];
    int[] counts = new int[total];
    int[] buyers = new int[total];
    int at = 0;
    for (int item = 0; item < lists.size(); item++) {
      for (Pair pair : lists.get(item)) {
        items[at] = pair.item();
        weights[at] = pair.weight();
        counts[at] = pair.count();
        buyers[at++] = pair.buyers();
      }
      offsets[item + 1] = at;
    }
    return new Neighbours(offsets, items, weights, counts, buyers);
  }
}

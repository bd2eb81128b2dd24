package io.basketwise.versions;

import io.basketwise.models.artifact.NeighbourTable;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * How the neighbours of one relation differ.
 *
 * @param in neighbours that only the second version has
 * @param out neighbours that only the first has
 * @param items items of both versions, or of one, whose neighbours are not the same
 */
record NeighbourChange(long in, long out, int items) {

  /** Compares two tables over shared item numbers. */
  static NeighbourChange of(Side a, Side b, int sharedItems) {
    long in = 0;
    long out = 0;
    int items = 0;
    for (int item = 0; item < sharedItems; item++) {
      int[] before = a.neighbours(item);
      int[] after = b.neighbours(item);
      int same =
          (int) Arrays.stream(before).filter(n -> Arrays.binarySearch(after, n) >= 0).count();
      in += after.length - same;
      out += before.length - same;
      items += before.length == same && after.length == same ? 0 : 1;
    }
    return new NeighbourChange(in, out, items);
  }

  /**
   * One version's table.
   *
   * @param own the version's number of a shared item, below 0 where it has none
   * @param common the way back
   */
  record Side(Optional<NeighbourTable> table, IntUnaryOperator own, IntUnaryOperator common) {
    private int[] neighbours(int sharedItem) {
      int item = own.applyAsInt(sharedItem);
      if (table.isEmpty() || item < 0) {
        return new int[0];
      }
      NeighbourTable rows = table.get();
      int[] neighbours = new int[rows.first(item + 1) - rows.first(item)];
      for (int i = 0; i < neighbours.length; i++) {
        neighbours[i] = common.applyAsInt(rows.item(rows.first(item) + i));
      }
      Arrays.sort(neighbours);
      return neighbours;
    }
  }

  Map<String, Object> json() {
    return new TreeMap<>(Map.of("in", in, "out", out, "items", (long) items));
  }
}

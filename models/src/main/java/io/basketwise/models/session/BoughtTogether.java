package io.basketwise.models.session;

import io.basketwise.models.artifact.NeighbourTable;
import java.util.Optional;

/**
 * Who of some items is bought together with whom. The neighbours of all are copied first, each
 * once, so that the processor fetches many of them from memory at a time.
 */
final class BoughtTogether {
  private final int[] items;
  private final int[] ends;
  private final int[] neighbours;

  /** Pairs of items; -1 is one that is together with nothing. */
  BoughtTogether(Optional<NeighbourTable> table, int[] items) {
    this.items = items;
    ends = new int[items.length];
    int size = 0;
    for (int i = 0; i < items.length; i++) {
      size += items[i] >= 0 && table.isPresent() ? table.get().size(items[i]) : 0;
      ends[i] = size;
    }
    neighbours = new int[size];
    for (int i = 0; i < items.length; i++) {
      if (begin(i) < ends[i]) {
        table.orElseThrow().copyItems(items[i], neighbours, begin(i));
      }
    }
  }

  private int begin(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** Whether one of two items, by position, is among the neighbours of the other. */
  boolean pair(int i, int j) {
    return items[i] >= 0 && items[j] >= 0 && (among(i, items[j]) || among(j, items[i]));
  }

  private boolean among(int i, int wanted) {
    int end = ends[i];
    for (int entry = begin(i); entry < end; entry++) {
      if (neighbours[entry] == wanted) {
        return true;
      }
    }
    return false;
  }
}

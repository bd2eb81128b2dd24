package io.basketwise.models.session;

import io.basketwise.models.artifact.NeighbourTable;
import java.util.Optional;

/**
 * Who of some items is bought together with whom. The neighbours of all are read ahead, so that the
 * processor fetches many of them from memory at a time.
 */
final class BoughtTogether {
  private final Optional<NeighbourTable> table;

  /** Written so that the reads that it came from are not left out. */
  @SuppressWarnings("UnusedVariable")
  private final int fetched;

  /** Pairs of these items are asked about; -1 is none. */
  BoughtTogether(Optional<NeighbourTable> table, int[] items) {
    this.table = table;
    int sum = 0;
    for (int item : items) {
      sum += item >= 0 && table.isPresent() ? table.get().fetchItems(item) : 0;
    }
    fetched = sum;
  }

  /** Whether one of two items is among the neighbours of the other. */
  boolean pair(int a, int b) {
    return table.isPresent() && (table.get().has(a, b) || table.get().has(b, a));
  }
}

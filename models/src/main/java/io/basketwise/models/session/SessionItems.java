package io.basketwise.models.session;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.artifact.Signals;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What session features ask of the items of a version. */
final class SessionItems {
  private final Items items;
  private final Signals signals;
  private final Optional<NeighbourTable> together;
  private final ToIntFunction<String> index;

  SessionItems(Artifact artifact, Signals signals, ToIntFunction<String> index) {
    items = artifact.items();
    this.signals = signals;
    together = artifact.affinity().neighbours(Relation.COSINE);
    this.index = index;
  }

  /** The index of an id, or -1. */
  int find(String id) {
    return id.isEmpty() ? -1 : index.applyAsInt(id);
  }

  double price(int item) {
    return items.price(item);
  }

  double margin(int item) {
    return items.margin(item);
  }

  int tier(int item) {
    return items.tier(item);
  }

  int family(int item) {
    return items.familyCode(item);
  }

  int category(int item) {
    return items.categoryCode(item);
  }

  int cycleDays(int item) {
    return items.repurchaseDays(item);
  }

  Signals signals() {
    return signals;
  }

  boolean sameCategory(int a, int b) {
    return items.categoryCode(a) >= 0 && items.categoryCode(a) == items.categoryCode(b);
  }

  boolean sameFamily(int a, int b) {
    return items.familyCode(a) >= 0 && items.familyCode(a) == items.familyCode(b);
  }

  /** Whether one of two items is among those bought together with the other. */
  boolean boughtTogether(int a, int b) {
    return together.isPresent() && (among(together.get(), a, b) || among(together.get(), b, a));
  }

  private static boolean among(NeighbourTable table, int of, int wanted) {
    int end = table.first(of + 1);
    for (int entry = table.first(of); entry < end; entry++) {
      if (table.item(entry) == wanted) {
        return true;
      }
    }
    return false;
  }
}

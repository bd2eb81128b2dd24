package io.basketwise.models.session;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.artifact.Signals;
import java.util.Optional;

/** What session features ask of the items of a version. */
final class SessionItems {
  private static final int[] NONE = new int[0];

  private final Items items;
  private final Signals signals;
  private final Optional<NeighbourTable> together;
  private final ItemFinder finder;

  SessionItems(Artifact artifact, Signals signals, ItemFinder finder) {
    items = artifact.items();
    this.signals = signals;
    together = artifact.affinity().neighbours(Relation.COSINE);
    this.finder = finder;
  }

  /** The index of each id, or -1; an empty one is none. */
  int[] find(String[] ids) {
    if (ids.length == 0) {
      return NONE;
    }
    int[] found = finder.find(ids);
    for (int i = 0; i < found.length; i++) {
      found[i] = ids[i].isEmpty() ? -1 : found[i];
    }
    return found;
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

  int category(int item) {
    return items.categoryCode(item);
  }

  /** The number of the family, or -1. */
  int family(int item) {
    return items.familyCode(item);
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

  /** Who of some items is bought together with whom; -1 is an unknown item. */
  BoughtTogether boughtTogether(int[] some) {
    return new BoughtTogether(together, some);
  }
}

package io.basketwise.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The items that could be offered at a moment: at most one a relation, none in the cart. */
final class Slate {
  /** An item that could be offered. */
  record Candidate(Item item, Relation relation) {}

  private final List<Candidate> candidates = new ArrayList<>();

  /** Draws a slate for an anchor, the viewed item or one of the cart. */
  static Slate draw(Catalog catalog, Session session, Item anchor) {
    Map<Relation, Integer> drawn = new EnumMap<>(Relation.class);
    drawn.put(Relation.COMPLEMENT, complement(catalog, anchor, session.dice));
    drawn.put(Relation.ADD_ON, anchor.tier() > 0 ? catalog.accessories()[anchor.leaf()] : -1);
    drawn.put(Relation.UPGRADE, catalog.nextTier()[anchor.index()]);
    drawn.put(Relation.SIMILAR, any(catalog.leaves()[anchor.leaf()], session.dice));
    drawn.put(Relation.UNRELATED, session.dice.below(catalog.items().size()));
    Slate slate = new Slate();
    drawn.forEach((relation, item) -> slate.consider(catalog, session, anchor, relation, item));
    return slate;
  }

  private void consider(
      Catalog catalog, Session session, Item anchor, Relation relation, int index) {
    if (index < 0) {
      return;
    }
    Item item = catalog.item(index);
    boolean known = candidates.stream().anyMatch(c -> c.item().index() == index);
    if (item.offerable() && index != anchor.index() && !known && !session.cart.wants(item)) {
      candidates.add(new Candidate(item, relation));
    }
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /** Probability with which the logging policy shows a candidate, given that it shows one. */
  double probability(Candidate candidate) {
    double total = 0;
    for (Candidate each : candidates) {
      total += each.relation().loggingWeight();
    }
    return candidate.relation().loggingWeight() / total;
  }

  /** The logging policy's choice. */
  Candidate pick(Dice dice) {
    double[] weights = candidates.stream().mapToDouble(c -> c.relation().loggingWeight()).toArray();
    return candidates.get(dice.weighted(weights));
  }

  private static int complement(Catalog catalog, Item anchor, Dice dice) {
    int[] projects = catalog.projectsOf()[anchor.index()];
    if (projects.length == 0) {
      return -1;
    }
    return any(catalog.projects()[projects[dice.below(projects.length)]], dice);
  }

  private static int any(int[] items, Dice dice) {
    return items[dice.below(items.length)];
  }
}

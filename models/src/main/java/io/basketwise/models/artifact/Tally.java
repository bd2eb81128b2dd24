package io.basketwise.models.artifact;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Checks that what the tables of a version count of the same baskets fits together, since shoppers
 * are told these numbers: a part is never more than its whole.
 */
final class Tally {
  /** More than a share loses when it is kept as a float. */
  private static final double ROUNDING = 1e-6;

  private final Path folder;
  private final Items items;
  private final Bundles bundles;

  private Tally(Path folder, Items items, Bundles bundles) {
    this.folder = folder;
    this.items = items;
    this.bundles = bundles;
  }

  static void check(Path folder, Items items, Bundles bundles, Affinity affinity) {
    var tally = new Tally(folder, items, bundles);
    tally.items();
    tally.itemsets();
    for (Relation relation : Relation.values()) {
      affinity.neighbours(relation).ifPresent(table -> tally.pairs(relation, table));
    }
  }

  private void items() {
    long all = items.totalBaskets();
    within(Items.FILE, items.totalRecentBaskets(), all, () -> "recent baskets");
    for (int i = 0; i < items.size(); i++) {
      int item = i;
      long baskets = items.baskets(item);
      within(Items.FILE, baskets, all, () -> "baskets of item " + item);
      within(Items.FILE, items.buyers(item), baskets, () -> "buyers of item " + item);
      within(
          Items.FILE, items.recentBaskets(item), baskets, () -> "recent baskets of item " + item);
    }
  }

  private void itemsets() {
    for (int n = 0; n < bundles.itemsets(); n++) {
      int node = n;
      int count = bundles.count(node);
      within(Bundles.FILE, bundles.buyers(node), count, () -> "buyers of itemset " + node);
      if (node < bundles.roots()) {
        long baskets = items.baskets(bundles.item(node));
        within(Bundles.FILE, count, baskets, () -> "baskets of itemset " + node);
      }
      for (int c = bundles.firstChild(node); c < bundles.firstChild(node + 1); c++) {
        int child = c;
        within(Bundles.FILE, bundles.count(child), count, () -> "baskets of itemset " + child);
      }
      for (int rule = bundles.firstRule(node); rule < bundles.firstRule(node + 1); rule++) {
        rule(rule, count);
      }
    }
  }

  private void rule(int rule, int antecedent) {
    int count = bundles.ruleCount(rule);
    within(Bundles.FILE, count, antecedent, () -> "baskets of rule " + rule);
    within(Bundles.FILE, bundles.ruleBuyers(rule), count, () -> "buyers of rule " + rule);
    double share = (double) count / antecedent;
    if (!(Math.abs(bundles.confidence(rule) - share) <= ROUNDING)) {
      throw damaged(
          Bundles.FILE,
          bundles.confidence(rule) + " as confidence of rule " + rule,
          count + " / " + antecedent);
    }
  }

  private void pairs(Relation relation, NeighbourTable table) {
    for (int item = 0; item < items.size(); item++) {
      for (int e = table.first(item); e < table.first(item + 1); e++) {
        int entry = e;
        int count = table.count(entry);
        long rarer = Math.min(items.baskets(item), items.baskets(table.item(entry)));
        within(Affinity.FILE, count, rarer, () -> "baskets of " + relation.key() + " " + entry);
        within(
            Affinity.FILE,
            table.buyers(entry),
            count,
            () -> "buyers of " + relation.key() + " " + entry);
      }
    }
  }

  private void within(String file, long part, long whole, Supplier<String> name) {
    if (part > whole) {
      throw damaged(file, part + " " + name.get(), "at most " + whole);
    }
  }

  private ArtifactException damaged(String file, String found, String expected) {
    return ArtifactException.damaged(folder.resolve(file), found, expected);
  }
}

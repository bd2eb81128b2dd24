package io.basketwise.report;

import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A rule worth a look: who buys the antecedent also buys the consequent.
 *
 * @param antecedent titles, or ids of items without one
 * @param consequent title, or id without one
 * @param baskets with both sides
 * @param buyers distinct buyers of both sides
 */
public record TopBundle(
    List<String> antecedent,
    String consequent,
    long baskets,
    long buyers,
    double confidence,
    double lift) {
  /** How many are told. */
  static final int MOST = 20;

  /** The rules of the highest lift; of equal ones the rule of more baskets, then the first. */
  public static List<TopBundle> of(BundleColumns bundles, ItemDictionary items, ItemFacts facts) {
    Comparator<Integer> best =
        Comparator.comparingDouble((Integer rule) -> -bundles.ruleLift()[rule])
            .thenComparing(rule -> -bundles.ruleCount()[rule])
            .thenComparing(rule -> rule);
    PriorityQueue<Integer> top = new PriorityQueue<>(best.reversed());
    for (int rule = 0; rule < bundles.rules(); rule++) {
      if (top.size() < MOST) {
        top.add(rule);
      } else if (best.compare(rule, top.peek()) < 0) {
        top.poll();
        top.add(rule);
      }
    }
    return top.stream().sorted(best).map(rule -> of(rule, bundles, items, facts)).toList();
  }

  private static TopBundle of(
      int rule, BundleColumns bundles, ItemDictionary items, ItemFacts facts) {
    List<String> antecedent = new ArrayList<>();
    for (int node = antecedentOf(rule, bundles); node >= 0; node = parent(node, bundles)) {
      antecedent.add(0, title(bundles.item()[node], items, facts));
    }
    return new TopBundle(
        antecedent,
        title(bundles.ruleConsequent()[rule], items, facts),
        bundles.ruleCount()[rule],
        bundles.ruleBuyers()[rule],
        bundles.ruleConfidence()[rule],
        bundles.ruleLift()[rule]);
  }

  private static String title(int item, ItemDictionary items, ItemFacts facts) {
    String id = items.ids().get(item);
    String title = facts.of(id).title();
    return title.isEmpty() ? id : title;
  }

  /** The last node whose rules begin at or before this one. */
  private static int antecedentOf(int rule, BundleColumns bundles) {
    return last(bundles.ruleOffsets(), bundles.itemsets(), rule);
  }

  /** The node among whose children this one is; -1 for a single item. */
  private static int parent(int node, BundleColumns bundles) {
    return node < bundles.children()[0] ? -1 : last(bundles.children(), bundles.itemsets(), node);
  }

  /** The last of {@code size} ascending offsets that is not above a value. */
  private static int last(int[] offsets, int size, int value) {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (offsets[middle] <= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

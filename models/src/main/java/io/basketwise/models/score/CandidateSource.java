package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Bundles;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything that the context leads to: the neighbours of each of its items under every relation,
 * and the consequents of the rules whose antecedents it holds. Items of the context may be among
 * them; they fall at eligibility.
 */
final class CandidateSource {
  private final Bundles bundles;
  private final Map<Relation, NeighbourTable> relations = new EnumMap<>(Relation.class);

  CandidateSource(Artifact artifact) {
    bundles = artifact.bundles();
    for (Relation relation : Relation.values()) {
      artifact.affinity().neighbours(relation).ifPresent(table -> relations.put(relation, table));
    }
  }

  /** The candidates of a context: distinct items in ascending order. */
  CandidateSet of(int[] context) {
    var candidates = new CandidateSet();
    relations.forEach((relation, table) -> addNeighbours(candidates, relation, table, context));
    for (int i = 0; i < context.length; i++) {
      int node = bundles.find(0, bundles.roots(), context[i]);
      if (node >= 0) {
        walk(candidates, context, i, node, context[i]);
      }
    }
    return candidates;
  }

  private static void addNeighbours(
      CandidateSet candidates, Relation relation, NeighbourTable table, int[] context) {
    PairColumn column = candidates.pairs(relation);
    boolean uncounted = relation == Relation.SIMILAR || relation == Relation.UPGRADE;
    for (int item : context) {
      int end = table.first(item + 1);
      for (int entry = table.first(item); entry < end; entry++) {
        int count = table.count(entry);
        int slot = candidates.slot(table.item(entry));
        column.add(slot, item, table.weight(entry), count, uncounted || count > 0);
      }
    }
  }

  /** Fires the rules of a node, then goes on to its children that are further on in the context. */
  private void walk(CandidateSet candidates, int[] context, int last, int node, int firstItem) {
    int lastRule = bundles.firstRule(node + 1);
    for (int rule = bundles.firstRule(node); rule < lastRule; rule++) {
      candidates.rules().add(candidates.slot(bundles.consequent(rule)), firstItem, bundles, rule);
    }
    int from = bundles.firstChild(node);
    int to = bundles.firstChild(node + 1);
    for (int i = last + 1; i < context.length && from < to; i++) {
      int child = bundles.find(from, to, context[i]);
      if (child >= 0) {
        walk(candidates, context, i, child, firstItem);
        from = child + 1;
      }
    }
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Affinity;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Bundles;
import io.basketwise.models.artifact.FactorTable;
import io.basketwise.models.artifact.NeighbourRow;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import java.util.Optional;

/**
 * Everything that the context leads to: the neighbours of each of its items under every relation,
 * the better versions of its items, and the consequents of the rules whose antecedents it holds.
 * Items of the context may be among them; they fall at eligibility.
 */
final class CandidateSource {
  private final Bundles bundles;
  private final Optional<NeighbourTable> linear;
  private final Optional<NeighbourTable> cosine;
  private final Optional<NeighbourTable> complement;
  private final Optional<NeighbourTable> similar;
  private final Optional<FactorTable> factors;
  private final Upgrades upgrades;

  CandidateSource(Artifact artifact, Upgrades upgrades) {
    Affinity affinity = artifact.affinity();
    bundles = artifact.bundles();
    linear = affinity.neighbours(Relation.LINEAR);
    cosine = affinity.neighbours(Relation.COSINE);
    complement = affinity.neighbours(Relation.COMPLEMENT);
    similar = affinity.neighbours(Relation.SIMILAR);
    factors = affinity.factors();
    this.upgrades = upgrades;
  }

  /**
   * Gathers the candidates of a context and what is due; both distinct items, ascending. Only what
   * is wanted, as marks of the {@link CandidateSet}, is looked up; {@code row} is scratch.
   */
  void gather(int[] context, int[] due, int wanted, NeighbourRow row, CandidateSet into) {
    into.clear();
    if ((wanted & CandidateSet.REPLENISH) != 0) {
      for (int item : due) {
        into.mark(into.slot(item), CandidateSet.REPLENISH);
      }
    }
    into.fetched(fetch(context, wanted));
    for (int i = 0; i < context.length; i++) {
      int item = context[i];
      if (linear.isPresent()) {
        linear.get().read(item, row);
        addLinear(into, row);
      }
      if (cosine.isPresent()) {
        cosine.get().read(item, row);
        addCosine(into, row);
      }
      if (complement.isPresent() && (wanted & CandidateSet.COMPLEMENT) != 0) {
        complement.get().readBought(item, row);
        addComplements(into, row);
      }
      if (similar.isPresent() && (wanted & CandidateSet.SIMILAR) != 0) {
        similar.get().readItems(item, row);
        addSimilar(into, row);
      }
      if ((wanted & CandidateSet.UPGRADE) != 0) {
        upgrades.addTo(into, item);
      }
      int node = bundles.root(item);
      if (node >= 0) {
        walk(into, context, i, node, item);
      }
    }
  }

  /** Has the memory fetched of all that the context leads to. */
  private int fetch(int[] context, int wanted) {
    int sum = 0;
    for (int item : context) {
      sum += linear.isPresent() ? linear.get().fetch(item) : 0;
      sum += cosine.isPresent() ? cosine.get().fetch(item) : 0;
      if (complement.isPresent() && (wanted & CandidateSet.COMPLEMENT) != 0) {
        sum += complement.get().fetchBought(item);
      }
      if (similar.isPresent() && (wanted & CandidateSet.SIMILAR) != 0) {
        sum += similar.get().fetchItems(item);
      }
      int node = bundles.root(item);
      sum += node >= 0 ? bundles.fetchRules(node) : 0;
      sum += factors.isPresent() ? Float.floatToRawIntBits(factors.get().fetch(item)) : 0;
    }
    return sum;
  }

  /** A pair that nobody bought adds its weight, but is no evidence. */
  private static void addLinear(CandidateSet into, NeighbourRow row) {
    for (int entry = 0; entry < row.size(); entry++) {
      int slot = into.slot(row.item(entry));
      into.addLinear(slot, row.weight(entry));
      into.mark(slot, row.bought(entry) ? CandidateSet.LINEAR : 0);
    }
  }

  private static void addCosine(CandidateSet into, NeighbourRow row) {
    for (int entry = 0; entry < row.size(); entry++) {
      int slot = into.slot(row.item(entry));
      into.addCosine(slot, row.weight(entry));
      into.mark(slot, row.bought(entry) ? CandidateSet.COSINE : 0);
    }
  }

  private static void addComplements(CandidateSet into, NeighbourRow row) {
    for (int entry = 0; entry < row.size(); entry++) {
      into.mark(into.slot(row.item(entry)), row.bought(entry) ? CandidateSet.COMPLEMENT : 0);
    }
  }

  private static void addSimilar(CandidateSet into, NeighbourRow row) {
    for (int entry = 0; entry < row.size(); entry++) {
      into.mark(into.slot(row.item(entry)), CandidateSet.SIMILAR);
    }
  }

  /** Fires the rules of a node, then goes on to its children that are further on in the context. */
  private void walk(CandidateSet into, int[] context, int last, int node, int firstItem) {
    int lastRule = bundles.firstRule(node + 1);
    for (int rule = bundles.firstRule(node); rule < lastRule; rule++) {
      into.addRule(into.slot(bundles.consequent(rule)), bundles, rule, firstItem);
    }
    int from = bundles.firstChild(node);
    int to = bundles.firstChild(node + 1);
    for (int i = last + 1; i < context.length && from < to; i++) {
      int child = bundles.find(from, to, context[i]);
      if (child >= 0) {
        walk(into, context, i, child, firstItem);
        from = child + 1;
      }
    }
  }
}

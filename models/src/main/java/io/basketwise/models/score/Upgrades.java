package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import java.util.Optional;

/**
 * The better versions of an item: of its family with a higher tier, or learned. One that costs more
 * than so many times the item's price, or an unknown price, is marked as too dear.
 */
final class Upgrades {
  private final ItemRows rows;
  private final Families families;
  private final Optional<NeighbourTable> learned;
  private final double maxRatio;

  Upgrades(Artifact artifact, ItemRows rows) {
    this.rows = rows;
    families = new Families(artifact.items());
    learned = artifact.affinity().neighbours(Relation.UPGRADE);
    maxRatio = artifact.policy().prices().maxUpgradeRatio();
  }

  void addTo(CandidateSet candidates, int item) {
    for (int position = families.first(item); position < families.end(item); position++) {
      int member = families.member(position);
      if (families.better(member, item)) {
        mark(candidates, member, item);
      }
    }
    if (learned.isPresent()) {
      NeighbourTable table = learned.get();
      int end = table.first(item + 1);
      for (int entry = table.first(item); entry < end; entry++) {
        mark(candidates, table.item(entry), item);
      }
    }
  }

  private void mark(CandidateSet candidates, int candidate, int item) {
    candidates.mark(
        candidates.slot(candidate),
        affordable(candidate, item) ? CandidateSet.UPGRADE : CandidateSet.DEAR_UPGRADE);
  }

  private boolean affordable(int candidate, int item) {
    return !PriceBound.exceeds(rows.price(candidate), maxRatio, rows.price(item));
  }

  /** Which item of the context a candidate improves: the first of the strongest learned pair. */
  Pair pair(int candidate, int[] context) {
    Optional<Pair> found =
        learned.flatMap(
            table ->
                Pair.strongest(
                    table, candidate, context, (item, count) -> affordable(candidate, item)));
    return found.orElseGet(
        () -> {
          for (int item : context) {
            if (families.better(candidate, item) && affordable(candidate, item)) {
              return new Pair(item, 0);
            }
          }
          throw new IllegalStateException("an upgrade of nothing");
        });
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.NeighbourRow;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.OfferKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a version could offer somebody who has one item at hand and nothing else, with the evidence
 * that a decision would give: whatever the placement, the stock and the rules. For those who write
 * texts ahead of the moments. Not for use by several threads.
 */
public final class PairOffers {
  private static final int[] NOTHING_DUE = {};

  private final Items items;
  private final ItemRows rows;
  private final CandidateSource source;
  private final Explanation explanation;
  private final double maxAddOnRatio;
  private final CandidateSet candidates = new CandidateSet();
  private final NeighbourRow neighbours = new NeighbourRow();

  /** Offers of a version; it stays the caller's to close. */
  public PairOffers(Artifact artifact) {
    items = artifact.items();
    rows = new ItemRows(artifact);
    var upgrades = new Upgrades(artifact, rows);
    source = new CandidateSource(artifact, upgrades);
    explanation = new Explanation(artifact, upgrades);
    maxAddOnRatio = artifact.policy().prices().maxAddOnRatio();
  }

  /**
   * An offer.
   *
   * @param anchor the index of the item at hand
   * @param item the index of the one offered
   */
  public record Of(int anchor, int item, OfferKind kind, Evidence evidence) {}

  /** All offers for an item, by item, then in the order in which kinds are preferred. */
  public List<Of> after(int anchor) {
    int[] context = {anchor};
    source.gather(context, NOTHING_DUE, CandidateSet.EVIDENCE, neighbours, candidates);
    var offers = new ArrayList<Of>();
    for (int slot : candidates.slotsByItem()) {
      int item = candidates.item(slot);
      if (item == anchor) {
        continue;
      }
      for (int kinds = kinds(slot, anchor); kinds != 0; kinds &= kinds - 1) {
        OfferKind kind = KindChoice.preferred(kinds);
        Evidence evidence = explanation.found(candidates, slot, kind, context).evidence();
        offers.add(new Of(anchor, item, kind, evidence));
      }
    }
    return offers;
  }

  private int kinds(int slot, int anchor) {
    int item = candidates.item(slot);
    boolean unfit = items.restricted(item) && !items.fits(item, anchor);
    if (items.discontinued(item) || unfit) {
      return 0;
    }
    boolean cheap =
        maxAddOnRatio > 0
            && !PriceBound.exceeds(rows.price(item), maxAddOnRatio, rows.price(anchor));
    return KindChoice.of(candidates.marks(slot), rows.flags(item), cheap);
  }

  /** A text as the offer would be worded by it. */
  public String fill(MessageTemplate template, Of offer) {
    return explanation.fill(
        template, offer.item(), new Explanation.Found(offer.anchor(), offer.evidence()));
  }
}

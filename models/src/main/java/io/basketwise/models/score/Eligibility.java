package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;

/** Whether a candidate may be offered at all, before anything is ranked. */
final class Eligibility {
  private final Items items;

  Eligibility(Items items) {
    this.items = items;
  }

  /** The first reason against a candidate, or {@link Drop#NONE}. */
  Drop of(CandidateSet candidates, int slot, CartView view, CompiledRules.Active rules) {
    int item = candidates.item(slot);
    Drop shopper = againstShopper(item, view);
    if (shopper != Drop.NONE) {
      return shopper;
    }
    if (items.discontinued(item)) {
      return Drop.DISCONTINUED;
    }
    if (view.stock(item, items) == 0) {
      return Drop.OUT_OF_STOCK;
    }
    if (items.restricted(item) && !view.holdsFitFor(item, items)) {
      return Drop.DOES_NOT_FIT;
    }
    if (rules.excluded(item)) {
      return Drop.EXCLUDED;
    }
    return candidates.hasEvidence(slot) ? Drop.NONE : Drop.NO_EVIDENCE;
  }

  private static Drop againstShopper(int item, CartView view) {
    if (view.inCart(item)) {
      return Drop.IN_CART;
    }
    if (item == view.page()) {
      return Drop.PAGE_ITEM;
    }
    if (view.owned(item)) {
      return Drop.OWNED;
    }
    return view.shown(item) ? Drop.SHOWN : Drop.NONE;
  }
}

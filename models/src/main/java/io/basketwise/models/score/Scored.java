package io.basketwise.models.score;

import io.basketwise.models.decision.OfferKind;
import java.util.Comparator;

/** A candidate with its place in the ranking: a total order, the last word is the item's. */
record Scored(
    int slot, int item, OfferKind kind, double blend, double score, double value, boolean pinned) {
  static final Comparator<Scored> ORDER =
      Comparator.comparing((Scored s) -> !s.pinned)
          .thenComparing(Comparator.comparingDouble(Scored::value).reversed())
          .thenComparing(Comparator.comparingDouble(Scored::blend).reversed())
          .thenComparingInt(Scored::item);
}

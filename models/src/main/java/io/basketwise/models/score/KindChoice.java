package io.basketwise.models.score;

import io.basketwise.models.decision.OfferKind;
import java.util.List;
import java.util.Set;

/**
 * As what a candidate can be offered. Of the kinds that it qualifies for and the placement allows
 * it is given the first of {@link #PREFERENCE}: the most specific claim. Sets of kinds are bits in
 * that order.
 */
final class KindChoice {
  static final List<OfferKind> PREFERENCE =
      List.of(
          OfferKind.THRESHOLD,
          OfferKind.REPLENISH,
          OfferKind.UPGRADE,
          OfferKind.SIMILAR,
          OfferKind.BUNDLE,
          OfferKind.COMPLEMENT,
          OfferKind.ADD_ON);

  static final int THRESHOLD = bit(OfferKind.THRESHOLD);
  private static final int REPLENISH = bit(OfferKind.REPLENISH);
  private static final int UPGRADE = bit(OfferKind.UPGRADE);
  private static final int SIMILAR = bit(OfferKind.SIMILAR);
  private static final int BUNDLE = bit(OfferKind.BUNDLE);
  private static final int COMPLEMENT = bit(OfferKind.COMPLEMENT);
  private static final int ADD_ON = bit(OfferKind.ADD_ON);

  private KindChoice() {}

  private static int bit(OfferKind kind) {
    return 1 << PREFERENCE.indexOf(kind);
  }

  /** The bits of kinds; one that is never offered has none. */
  static int bits(Set<OfferKind> kinds) {
    int bits = 0;
    for (OfferKind kind : PREFERENCE) {
      bits |= kinds.contains(kind) ? bit(kind) : 0;
    }
    return bits;
  }

  /** The marks that matter where these kinds are allowed; features need the first three always. */
  static int marks(int kinds) {
    return CandidateSet.RULE
        | CandidateSet.LINEAR
        | CandidateSet.COSINE
        | ((kinds & (COMPLEMENT | ADD_ON | THRESHOLD)) != 0 ? CandidateSet.COMPLEMENT : 0)
        | ((kinds & SIMILAR) != 0 ? CandidateSet.SIMILAR : 0)
        | ((kinds & UPGRADE) != 0 ? CandidateSet.UPGRADE : 0)
        | ((kinds & REPLENISH) != 0 ? CandidateSet.REPLENISH : 0);
  }

  /** The preferred kind of some. */
  static OfferKind preferred(int bits) {
    return PREFERENCE.get(Integer.numberOfTrailingZeros(bits));
  }

  /**
   * The kinds of a candidate but {@link OfferKind#THRESHOLD}, which depends on the others. What the
   * catalog calls an addition is nothing else when it is bought together with the context; anything
   * else that is bought together can be an add-on when it is cheap.
   *
   * @param marks of the {@link CandidateSet}
   * @param flags of the {@link Facts}
   */
  static int of(int marks, int flags, boolean cheap) {
    int kinds =
        ((marks & CandidateSet.REPLENISH) != 0 ? REPLENISH : 0)
            | ((marks & CandidateSet.UPGRADE) != 0 ? UPGRADE : 0)
            | ((marks & CandidateSet.SIMILAR) != 0 ? SIMILAR : 0);
    int together = marks & CandidateSet.BOUGHT_TOGETHER;
    if (together == 0) {
      return kinds;
    }
    if ((flags & Facts.ADDITION) != 0) {
      return kinds | ADD_ON;
    }
    return kinds
        | ((together & CandidateSet.RULE) != 0 ? BUNDLE : 0)
        | (together != CandidateSet.RULE ? COMPLEMENT : 0)
        | (cheap ? ADD_ON : 0);
  }
}

package io.basketwise.models.score;

import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.OfferKind;
import java.util.List;
import java.util.Map;

/** A decision with every candidate that was looked at, in the order of the ranking. */
public record Trace(Decision decision, List<Line> lines) {
  /**
   * One candidate.
   *
   * @param value its worth to the placement's objective, with boosts
   * @param drop why it is not offered
   * @param rank from 1 on; -1 when it is not offered
   */
  public record Line(
      String itemId,
      String title,
      OfferKind kind,
      Map<EvidenceFeature, Double> features,
      double blend,
      double score,
      double value,
      Drop drop,
      int rank) {}

  /** Copies the lines. */
  public Trace {
    lines = List.copyOf(lines);
  }
}

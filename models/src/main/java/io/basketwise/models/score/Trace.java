package io.basketwise.models.score;

import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.OfferKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision with every candidate that was looked at: the offers first, then the others that were
 * eligible, then those that were not, each best first.
 */
public record Trace(Decision decision, List<Line> lines) {
  /**
   * One candidate.
   *
   * @param kind as what it is or could have been offered; none when nothing leads to it
   * @param value its worth to the placement's objective, with boosts
   * @param drop why it is not offered
   * @param rank from 1 on; -1 when it is not offered
   */
  public record Line(
      String itemId,
      String title,
      Optional<OfferKind> kind,
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

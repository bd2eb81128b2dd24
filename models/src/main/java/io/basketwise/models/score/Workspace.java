package io.basketwise.models.score;

import io.basketwise.models.artifact.NeighbourRow;

/** Everything that one decision writes on the way; used again for the next. */
final class Workspace {
  private final NeighbourRow neighbours = new NeighbourRow();
  private final CandidateSet candidates = new CandidateSet();
  private final Verdicts verdicts = new Verdicts();
  private final Shortlist shortlist = new Shortlist();
  private final double[] row = new double[EvidenceFeature.count()];

  /** The neighbours of the item at hand. */
  NeighbourRow neighbours() {
    return neighbours;
  }

  CandidateSet candidates() {
    return candidates;
  }

  Verdicts verdicts() {
    return verdicts;
  }

  Shortlist shortlist() {
    return shortlist;
  }

  /** The features of the candidate at hand. */
  double[] row() {
    return row;
  }
}

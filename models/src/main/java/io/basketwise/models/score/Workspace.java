package io.basketwise.models.score;

import io.basketwise.models.artifact.NeighbourRow;

/** Everything that one decision writes on the way; used again for the next. */
final class Workspace {
  private final NeighbourRow neighbours = new NeighbourRow();
  private final CandidateSet candidates = new CandidateSet();
  private final Verdicts verdicts = new Verdicts();
  private final Shortlist shortlist = new Shortlist();
  private final double[] row = new double[EvidenceFeature.count()];
  private double[] bounds = new double[0];
  private int[] slots = new int[0];
  private int[] best = new int[0];

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

  /** Room for so many slots. */
  int[] slots(int size) {
    if (size > slots.length) {
      slots = new int[2 * size];
    }
    return slots;
  }

  /** Room for so many of the best. */
  int[] best(int size) {
    if (size > best.length) {
      best = new int[size];
    }
    return best;
  }

  /** Room for a bound of each of so many candidates. */
  double[] bounds(int size) {
    if (size > bounds.length) {
      bounds = new double[2 * size];
    }
    return bounds;
  }
}

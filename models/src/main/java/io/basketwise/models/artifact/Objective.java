package io.basketwise.models.artifact;

/** What a placement's ranking makes the most of. */
public enum Objective {
  /** The score itself. */
  RELEVANCE,
  /** Score times price. */
  REVENUE,
  /** Score times price less unit cost. */
  MARGIN
}

package io.basketwise.models.artifact;

import java.util.Locale;

/** How an item is a neighbour of another. */
public enum Relation {
  /** A positive weight of the regularised linear item-item model. */
  LINEAR,
  /** Cosine of the two items' basket vectors. */
  COSINE,
  /** Bought together more than viewed together. */
  COMPLEMENT,
  /** Viewed together more than bought together. */
  SIMILAR,
  /** The better version of the same thing. */
  UPGRADE;

  /** The prefix of the relation's tensors. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

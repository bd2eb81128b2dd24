package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.Link;
import java.util.Locale;

/** Kinds of predictors. */
public enum Family {
  /** Gradient-boosted trees. */
  BOOSTED_TREES(Link.LOGITS),
  /** Logistic regression. */
  LOGISTIC_REGRESSION(Link.LOGITS),
  /** Random forest. */
  RANDOM_FOREST(Link.PROBABILITIES);

  private final Link link;

  Family(Link link) {
    this.link = link;
  }

  /** What its predictors' outputs are. */
  public Link link() {
    return link;
  }

  /** Its name where it is written down. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.basketwise.models.score;

/**
 * What speaks for a candidate, one number each. The context is the cart and the item on the page;
 * logarithms are natural and computed strictly, so that every JVM gives the same bits.
 */
public enum EvidenceFeature {
  /** Highest confidence of the rules that fire, 0 if none does. */
  RULE_CONFIDENCE,
  /** Sum of the confidences of the rules that fire. */
  RULE_CONFIDENCE_SUM,
  /** ln(lift) of the most confident rule that fires, 0 if none does. */
  RULE_LIFT,
  /** Sum over the context of the cosine weight towards the candidate. */
  COSINE,
  /** Sum over the context of the linear model's weight towards the candidate. */
  LINEAR,
  /** ln(0.001 + COSINE): a blend of logarithms multiplies evidence instead of adding it. */
  COSINE_LOG,
  /** ln(0.001 + LINEAR). */
  LINEAR_LOG,
  /** ln(0.001 + RULE_CONFIDENCE_SUM). */
  RULE_CONFIDENCE_LOG,
  /** Product of the candidate's ALS factor with the vector folded in from the context. */
  ALS,
  /** ln(1 + baskets of the last 28 training days with the candidate). */
  RECENCY,
  /** ln(1 + training baskets with the candidate). */
  POPULARITY;

  private static final int COUNT = values().length;

  /** The number of features. */
  public static int count() {
    return COUNT;
  }

  /** Its column in a row of features, and its place among the blend's weights. */
  @SuppressWarnings("EnumOrdinal") // the order of the constants is the format's
  public int column() {
    return ordinal();
  }
}

package io.basketwise.models.score;

/**
 * The candidates of a cart before eligibility, for training and evaluation.
 *
 * @param items item indices, ascending, without the cart's
 * @param features one row a candidate, in the order of {@link EvidenceFeature}
 */
public record Candidates(int[] items, double[] features) {
  /** The number of candidates. */
  public int size() {
    return items.length;
  }

  /** One feature of one candidate. */
  public double feature(int row, EvidenceFeature feature) {
    return features[row * EvidenceFeature.count() + feature.column()];
  }
}

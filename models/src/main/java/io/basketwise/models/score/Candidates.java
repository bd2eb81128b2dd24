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

  /** The best items by a weighted sum of their features, at most k of them. */
  public int[] best(double[] weights, int k) {
    var sums = new double[size()];
    for (int row = 0; row < sums.length; row++) {
      sums[row] = EvidenceFeatures.blend(features, row * EvidenceFeature.count(), weights);
    }
    return TopItems.of(items, sums, k);
  }
}

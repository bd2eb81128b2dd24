package io.basketwise.behaviour.learn;

/**
 * How trees are boosted.
 *
 * @param rounds most trees, 1 or more
 * @param learningRate share of its step that a tree takes, above 0, at most 1
 * @param maxLeaves most leaves of a tree, 2 or more
 * @param minLeafHessian least sum of the loss's second derivatives in a leaf, above 0: of squared
 *     errors the weight of its rows, of probabilities that times p(1 - p)
 * @param l2 pull of leaves towards 0, as a sum of second derivatives; 0 or more
 * @param rowShare share of the rows that a tree sees, drawn anew; above 0, at most 1
 * @param featureShare share of the features that a split may use, drawn anew; above 0, at most 1
 * @param patience trees without a lower loss on the validation rows after which boosting stops
 * @param maxBins most bins of a feature beside that of missing values, 2 to 255
 * @param seed of the draws
 */
public record BoostingParameters(
    int rounds,
    double learningRate,
    int maxLeaves,
    double minLeafHessian,
    double l2,
    double rowShare,
    double featureShare,
    int patience,
    int maxBins,
    long seed) {
  /** What served real sessions of a shop, and what the behaviour models start from. */
  public static final BoostingParameters DEFAULTS =
      new BoostingParameters(500, 0.05, 15, 2, 1, 0.8, 0.5, 50, 63, 1);

  /** Checks the ranges. */
  public BoostingParameters {
    require(rounds >= 1, "rounds", rounds);
    require(learningRate > 0 && learningRate <= 1, "learningRate", learningRate);
    require(maxLeaves >= 2, "maxLeaves", maxLeaves);
    require(minLeafHessian > 0, "minLeafHessian", minLeafHessian);
    require(l2 >= 0, "l2", l2);
    require(rowShare > 0 && rowShare <= 1, "rowShare", rowShare);
    require(featureShare > 0 && featureShare <= 1, "featureShare", featureShare);
    require(patience >= 1, "patience", patience);
    require(maxBins >= 2 && maxBins <= 255, "maxBins", maxBins);
  }

  /** How each of the trees grows. */
  TreeParameters trees() {
    return new TreeParameters(maxLeaves, minLeafHessian, l2, featureShare, learningRate);
  }

  private static void require(boolean holds, String name, double found) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + found + ", outside its range");
    }
  }
}

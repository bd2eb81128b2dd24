package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random forest (Breiman 2001) over features in bins. A tree sees a share of the rows without
 * repetition (Bühlmann and Yu 2002), and a split the square root of the number of features. What
 * splits gain by squared errors of the classes' shares is what they gain by Gini impurity. The
 * validation rows are not looked at. Its outputs are probabilities.
 */
public final class RandomForest implements Learner {
  /** As many different rows as a draw with repetition of all would have: 1 - 1/e. */
  private static final double ROW_SHARE = 0.632;

  private final Parameters parameters;

  /**
   * How a forest grows.
   *
   * @param trees number of trees, 1 or more
   * @param maxLeaves most leaves of a tree, 2 or more
   * @param minLeafWeight least weight of a leaf's rows, above 0
   * @param maxBins most bins of a feature beside that of missing values, 2 to 255
   * @param seed of the rows and features drawn
   */
  public record Parameters(
      int trees, int maxLeaves, double minLeafWeight, int maxBins, long seed) {}

  /** A learner. */
  public RandomForest(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public Family family() {
    return Family.RANDOM_FOREST;
  }

  /**
   * Grows the trees; of rows of one class each is a leaf.
   *
   * @throws IllegalArgumentException when there are no rows, or a target is no probability
   */
  @Override
  public TreeEnsemble fit(TrainingSet train, TrainingSet validation) {
    return grow(train).ensemble();
  }

  /** The trees of {@link #fit}, over bins. */
  GrownTrees grow(TrainingSet train) {
    train.requireRows();
    Objective.logLoss(train);
    Cuts cuts = Cuts.of(train, parameters.maxBins());
    TreeGrower grower =
        new TreeGrower(train, cuts, cuts.bin(train), derivatives(train), tree(train.features()));
    SplittableRandom random = new SplittableRandom(parameters.seed());
    List<Tree> trees = new ArrayList<>();
    for (int tree = 0; tree < parameters.trees(); tree++) {
      trees.add(grower.grow(RowRange.drawn(train.rows(), ROW_SHARE, random), random));
    }
    return new GrownTrees(cuts, new double[train.outputs()], List.copyOf(trees));
  }

  private TreeParameters tree(int features) {
    return new TreeParameters(
        parameters.maxLeaves(),
        parameters.minLeafWeight(),
        0,
        Math.sqrt(features) / features,
        1.0 / parameters.trees());
  }

  /** Of half the squared error at 0, so that the step of a leaf is the mean of its targets. */
  private static double[] derivatives(TrainingSet set) {
    double[] derivatives = new double[2 * set.targets().length];
    for (int at = 0; at < set.targets().length; at++) {
      double weight = set.weights()[at / set.outputs()];
      derivatives[2 * at] = -weight * set.targets()[at];
      derivatives[2 * at + 1] = weight;
    }
    return derivatives;
  }
}

package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gradient boosting of regression trees (Friedman 2001) with second derivatives (Chen and Guestrin
 * 2016) over histograms of features in bins (Ke et al. 2017). Several outputs share a tree.
 */
public final class BoostedTrees implements Learner {
  private final Objective objective;
  private final BoostingParameters parameters;

  /** A learner that minimises a loss. */
  public BoostedTrees(Objective objective, BoostingParameters parameters) {
    this.objective = objective;
    this.parameters = parameters;
  }

  @Override
  public Family family() {
    return Family.BOOSTED_TREES;
  }

  /**
   * Boosts until the rounds are over or the loss on the validation rows has not fallen for long,
   * and keeps the trees up to the lowest. Without validation rows all rounds are kept. What cannot
   * be told apart gives a constant: one row, one class, features that are constant or missing.
   *
   * @throws IllegalArgumentException when there are no rows, or targets that the loss is not for
   */
  @Override
  public TreeEnsemble fit(TrainingSet train, TrainingSet validation) {
    return grow(train, validation).ensemble();
  }

  /** The trees of {@link #fit}, over bins. */
  GrownTrees grow(TrainingSet train, TrainingSet validation) {
    train.requireRows();
    objective.check(train);
    Cuts cuts = Cuts.of(train, parameters.maxBins());
    byte[][] columns = cuts.bin(train);
    double[] base = objective.prior(train);
    double[] derivatives = new double[2 * train.targets().length];
    Scores learned = new Scores(objective, train, columns, base);
    EarlyStopping watch =
        new EarlyStopping(
            new Scores(objective, validation, cuts.bin(validation), base), parameters.patience());
    TreeGrower grower = new TreeGrower(train, cuts, columns, derivatives, parameters.trees());
    SplittableRandom random = new SplittableRandom(parameters.seed());
    List<Tree> trees = new ArrayList<>();
    for (int round = 0; round < parameters.rounds() && !watch.over(); round++) {
      learned.derive(derivatives);
      Tree tree = grower.grow(RowRange.drawn(train.rows(), parameters.rowShare(), random), random);
      trees.add(tree);
      learned.add(tree);
      watch.add(tree);
    }
    return new GrownTrees(cuts, base, List.copyOf(trees.subList(0, watch.best())));
  }
}

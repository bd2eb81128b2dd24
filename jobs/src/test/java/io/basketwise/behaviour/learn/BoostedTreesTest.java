package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoostedTreesTest {
  private static final BoostingParameters SMALL =
      new BoostingParameters(30, 0.1, 15, 2, 1, 0.8, 0.5, 30, 63, 3);

  private static Objective objective(int outputs) {
    return outputs == 1 ? Objective.LOGISTIC : Objective.SOFTMAX;
  }

  private static TrainingSet none(TrainingSet like) {
    return like.select(new int[0]);
  }

  private static double[] predictions(TreeEnsemble trees, TrainingSet set) {
    double[] all = new double[set.targets().length];
    double[] one = new double[set.outputs()];
    for (int row = 0; row < set.rows(); row++) {
      trees.predict(set.row(row), one);
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    return all;
  }

  private static double loss(TreeEnsemble trees, TrainingSet set) {
    double[] scores = predictions(trees, set);
    double loss = 0;
    for (int row = 0; row < set.rows(); row++) {
      loss += set.weights()[row] * objective(set.outputs()).loss(set, row, scores);
    }
    return loss;
  }

  @ParameterizedTest(name = "seed {0}, {1} outputs")
  @CsvSource({"1,1", "2,1", "3,5", "4,3"})
  void theEnsembleGivesTheBitsThatItWasLearnedWith(long seed, int outputs) {
    TrainingSet set = RandomRows.of(seed, 3_000, 7, outputs);
    Cuts cuts = Cuts.of(set, 20);
    byte[][] columns = cuts.bin(set);
    Objective objective = objective(outputs);
    double[] base = objective.prior(set);
    double[] derivatives = new double[2 * set.targets().length];
    Scores scores = new Scores(objective, set, columns, base);
    TreeGrower grower = new TreeGrower(set, cuts, columns, derivatives, SMALL.trees());
    List<Tree> trees = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      scores.derive(derivatives);
      int[] rows = IntStream.range(0, set.rows()).toArray();
      trees.add(grower.grow(rows, new SplittableRandom(round)));
      scores.add(trees.get(round));
    }
    scores.derive(derivatives);

    double[] exported = predictions(Ensembles.of(set.features(), base, trees), set);
    double[] again = new double[derivatives.length];
    for (int row = 0; row < set.rows(); row++) {
      objective.derive(set, row, exported, again);
    }
    assertThat(again).isEqualTo(derivatives);
  }

  @ParameterizedTest(name = "seed {0}, {1} outputs")
  @CsvSource({"11,1", "12,5"})
  void threadsChangeNoBit(long seed, int outputs) throws Exception {
    TrainingSet set = RandomRows.of(seed, 9_000, 20, outputs);
    TrainingSet validation = RandomRows.of(seed + 100, 1_000, 20, outputs);
    Learner learner = new BoostedTrees(objective(outputs), SMALL);
    double[] expected = {};
    for (int threads : new int[] {1, 2, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      TreeEnsemble trees = (TreeEnsemble) pool.submit(() -> learner.fit(set, validation)).get();
      pool.shutdown();
      assertThat(trees.roots()).isNotEmpty();
      double[] values = predictions(trees, validation);
      assertThat(values).isEqualTo(expected.length == 0 ? values : expected);
      expected = values;
    }
  }

  @ParameterizedTest(name = "seed {0}, {1} outputs")
  @CsvSource({"21,1", "22,1", "23,5", "24,2"})
  void noTreeRaisesTheLossOnWhatItLearnedFrom(long seed, int outputs) {
    TrainingSet set = RandomRows.of(seed, 2_000, 6, outputs);
    double last = Double.POSITIVE_INFINITY;
    for (int rounds = 1; rounds <= 30; rounds++) {
      BoostingParameters parameters =
          new BoostingParameters(rounds, 0.05, 8, 2, 1, 1, 1, 30, 63, seed);
      double loss = loss(new BoostedTrees(objective(outputs), parameters).fit(set, none(set)), set);
      assertThat(loss).isLessThan(last);
      last = loss;
    }
  }

  @Test
  void missingValuesAreToldFromPresentOnes() {
    double[] values = new double[400];
    double[] targets = new double[400];
    for (int row = 0; row < 400; row++) {
      values[row] = row % 2 == 0 ? Double.NaN : 7;
      targets[row] = row % 2 == 0 ? 10 : -10;
    }
    TrainingSet set = new TrainingSet(1, 1, values, targets, weights(400));
    BoostingParameters parameters = new BoostingParameters(60, 0.2, 2, 5, 0, 1, 1, 9, 255, 1);
    TreeEnsemble trees = new BoostedTrees(Objective.SQUARED_ERROR, parameters).fit(set, none(set));
    double[] found = predictions(trees, set);
    assertThat(found[0]).isBetween(9.99, 10.0);
    assertThat(found[1]).isBetween(-10.0, -9.99);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32})
  void contributionsAddUpToThePrediction(long seed) {
    TrainingSet set = RandomRows.of(seed, 1_000, 6, 3);
    TreeEnsemble trees = new BoostedTrees(Objective.SOFTMAX, SMALL).fit(set, none(set));
    double[] average = trees.base().clone();
    for (int root : trees.roots()) {
      for (int k = 0; k < 3; k++) {
        average[k] += trees.values()[root * 3 + k];
      }
    }
    double[] outputs = new double[3];
    double[] contributions = new double[6];
    trees.predict(set.row(5), outputs);
    trees.contribute(set.row(5), 1, contributions);
    assertThat(average[1] + Arrays.stream(contributions).sum()).isCloseTo(outputs[1], offset(1e-9));
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  void whatCannotBeToldApartGivesAConstant(Objective objective) {
    int outputs = objective == Objective.SOFTMAX ? 3 : 1;
    double[] missing = new double[200];
    Arrays.fill(missing, Double.NaN);
    for (double[] values : List.of(missing, new double[200])) {
      isConstant(
          objective, new TrainingSet(2, outputs, values, targets(100, outputs), weights(100)));
    }
    TrainingSet rows = RandomRows.of(41, 500, 4, outputs);
    isConstant(
        objective, new TrainingSet(4, outputs, rows.values(), targets(500, outputs), weights(500)));
    isConstant(objective, rows.select(new int[] {3}));
    assertThatThrownBy(() -> new BoostedTrees(objective, SMALL).fit(none(rows), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No rows to learn from");
  }

  /** The first class is all that there is. */
  private static double[] targets(int rows, int outputs) {
    double[] targets = new double[rows * outputs];
    for (int row = 0; row < rows; row++) {
      targets[row * outputs] = 1;
    }
    return targets;
  }

  private static double[] weights(int rows) {
    double[] weights = new double[rows];
    Arrays.fill(weights, 1);
    return weights;
  }

  private static void isConstant(Objective objective, TrainingSet set) {
    TreeEnsemble trees = new BoostedTrees(objective, SMALL).fit(set, none(set));
    double[] one = new double[set.outputs()];
    double[] other = new double[set.outputs()];
    trees.predict(set.row(0), one);
    trees.predict(new double[set.features()], other);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void targetsMustSuitTheLoss() {
    TrainingSet amounts = new TrainingSet(1, 1, new double[2], new double[] {0.5, 2}, weights(2));
    assertThatThrownBy(() -> new BoostedTrees(Objective.LOGISTIC, SMALL).fit(amounts, amounts))
        .hasMessage("LOGISTIC of target 2.0, expected 0 to 1");
    assertThatThrownBy(() -> new BoostedTrees(Objective.SOFTMAX, SMALL).fit(amounts, amounts))
        .hasMessage("SOFTMAX over 1 outputs: softmax takes 2 or more, others 1");
  }
}

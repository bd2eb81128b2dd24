package io.basketwise.models.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickTreesTest {
  private static final int FEATURES = 6;
  private static final int ROWS = 334;

  /** Thresholds and values meet on this grid, both zeros, the infinities and NaN among them. */
  private static final double[] GRID = {
    0.0, -0.0, -1, 0.5, 1, 2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };

  private static final int FINITE = 6;

  /** Trees grown leaf by leaf where chance will have it. */
  private static TreeEnsemble trees(SplittableRandom random, int trees, int leaves, int outputs) {
    int nodes = 2 * leaves - 1;
    var roots = new int[trees];
    var feature = new int[trees * nodes];
    var threshold = new double[trees * nodes];
    var left = new int[trees * nodes];
    Arrays.fill(feature, -1);
    Arrays.fill(left, -1);
    for (int tree = 0; tree < trees; tree++) {
      roots[tree] = tree * nodes;
      for (int grown = roots[tree] + 1; grown < roots[tree] + nodes; grown += 2) {
        int split = roots[tree];
        while (left[split] >= 0) {
          split = left[split] + random.nextInt(2);
        }
        feature[split] = random.nextInt(FEATURES);
        threshold[split] =
            random.nextBoolean() ? GRID[random.nextInt(FINITE)] : random.nextDouble();
        left[split] = grown;
      }
    }
    double[] values = random.doubles((long) trees * nodes * outputs, -1, 1).toArray();
    double[] base = random.doubles(outputs, -1, 1).toArray();
    return new TreeEnsemble(FEATURES, base, roots, feature, threshold, left, values);
  }

  private static double[] row(SplittableRandom random) {
    var row = new double[FEATURES];
    Arrays.setAll(
        row,
        feature ->
            random.nextBoolean() ? GRID[random.nextInt(GRID.length)] : 2 * random.nextDouble());
    return row;
  }

  @Test
  void quickTreesAnswerWithTheSameBits() {
    for (long seed = 1; seed <= 300; seed++) {
      var random = new SplittableRandom(seed);
      int outputs = 1 + random.nextInt(5);
      TreeEnsemble trees =
          trees(random, random.nextInt(30), 1 + random.nextInt(Integer.SIZE), outputs);
      Predictor quick = trees.quick();
      assertThat(quick).as("seed %d", seed).isInstanceOf(QuickTrees.class);
      for (int i = 0; i < ROWS; i++) {
        double[] row = row(random);
        var expected = new double[outputs];
        var found = new double[outputs];
        trees.predict(row, expected);
        quick.predict(row, found);
        assertThat(found).as("seed %d, row %s", seed, Arrays.toString(row)).isEqualTo(expected);
        if (outputs == 1) {
          assertThat(quick.value(row)).as("seed %d", seed).isEqualTo(trees.value(row));
        }
        int output = random.nextInt(outputs);
        var moved = new double[FEATURES];
        var movedQuickly = new double[FEATURES];
        trees.contribute(row, output, moved);
        quick.contribute(row, output, movedQuickly);
        assertThat(movedQuickly).as("seed %d", seed).isEqualTo(moved);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 33, 200})
  void leavesBeyondAWordAreWalked(int leaves) {
    var random = new SplittableRandom(leaves);
    TreeEnsemble trees = trees(random, 3, leaves, 1);
    Predictor quick = trees.quick();
    assertThat(quick == trees).isEqualTo(leaves > Integer.SIZE);
    for (int i = 0; i < ROWS; i++) {
      double[] row = row(random);
      assertThat(quick.value(row)).isEqualTo(trees.value(row));
    }
  }
}

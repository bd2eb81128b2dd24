package io.basketwise.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The linear model against a plain matrix inverse, and its approximation against itself. */
class LinearItemModelTest {
  private static final double LAMBDA = 5;

  /** X'X of random baskets of a few items, popular ones more often. */
  private static double[][] gram(long seed, int items, int baskets) {
    Random random = new Random(seed);
    double[][] gram = new double[items][items];
    for (int basket = 0; basket < baskets; basket++) {
      int theme = random.nextInt(items);
      int[] chosen =
          random
              .ints(2 + random.nextInt(8), 0, 40)
              .map(step -> (theme + step * step / 8) % items)
              .distinct()
              .toArray();
      for (int a : chosen) {
        for (int b : chosen) {
          gram[a][b]++;
        }
      }
    }
    return gram;
  }

  private static double[][] copy(double[][] a) {
    double[][] copy = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      copy[i] = a[i].clone();
    }
    return copy;
  }

  /** Gauss-Jordan with row pivots, as in any textbook. */
  private static double[][] plainInverse(double[][] matrix) {
    int n = matrix.length;
    double[][] a = copy(matrix);
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      double[] inverseRow = inverse[pivot];
      a[pivot] = a[k];
      inverse[pivot] = inverse[k];
      a[k] = row;
      inverse[k] = inverseRow;
      double scale = row[k];
      for (int j = 0; j < n; j++) {
        row[j] /= scale;
        inverseRow[j] /= scale;
      }
      for (int i = 0; i < n; i++) {
        double factor = a[i][k];
        for (int j = 0; i != k && factor != 0 && j < n; j++) {
          a[i][j] -= factor * row[j];
          inverse[i][j] -= factor * inverseRow[j];
        }
      }
    }
    return inverse;
  }

  private static double[][] expected(double[][] gram) {
    double[][] regularised = copy(gram);
    for (int i = 0; i < gram.length; i++) {
      regularised[i][i] += LAMBDA;
    }
    return plainInverse(regularised);
  }

  @Test
  void theExactModelIsThatOfAPlainInverseOnAThousandItems() {
    double[][] gram = gram(1, 1_000, 20_000);
    double[][] inverse = expected(gram);
    LinearItemModel model = ExactLinearModel.solve(copy(gram), LAMBDA);
    for (int from = 0; from < gram.length; from++) {
      for (int to = 0; to < gram.length; to++) {
        double weight = from == to ? 0 : -inverse[from][to] / inverse[to][to];
        assertThat(model.weight(from, to)).isCloseTo(weight, within(1e-5));
      }
    }
  }

  private static SparseGram sparse(double[][] gram) {
    int[][] others = new int[gram.length][];
    float[][] weights = new float[gram.length][];
    for (int i = 0; i < gram.length; i++) {
      double[] row = gram[i];
      others[i] =
          java.util.stream.IntStream.range(0, row.length).filter(j -> row[j] != 0).toArray();
      weights[i] = new float[others[i].length];
      for (int at = 0; at < others[i].length; at++) {
        weights[i][at] = (float) row[others[i][at]];
      }
    }
    return new SparseGram(others, weights);
  }

  @Test
  void aNeighbourhoodOfAllThatOccursTogetherSolvesTheRegressionOnIt() {
    for (long seed = 1; seed <= 5; seed++) {
      // Baskets over few items: everything occurs with everything.
      double[][] gram = gram(seed, 40, 4_000);
      double[][] inverse = expected(gram);
      LinearItemModel model = NeighbourhoodLinearModel.solve(sparse(gram), LAMBDA, 40);
      for (int from = 0; from < gram.length; from++) {
        for (int to = 0; to < gram.length; to++) {
          double weight = from == to ? 0 : -inverse[from][to] / inverse[to][to];
          assertThat(model.weight(from, to))
              .as("seed %d, from %d to %d", seed, from, to)
              .isCloseTo(weight, within(1e-5));
        }
      }
    }
  }

  @Test
  void theErrorOfANeighbourhoodFallsAsItGrows() {
    double[][] gram = gram(3, 400, 20_000);
    LinearItemModel exact = ExactLinearModel.solve(copy(gram), LAMBDA);
    double before = Double.MAX_VALUE;
    for (int size : new int[] {10, 20, 40, 80, 160}) {
      LinearItemModel model = NeighbourhoodLinearModel.solve(sparse(gram), LAMBDA, size);
      double error = 0;
      for (int from = 0; from < gram.length; from++) {
        for (int to = 0; to < gram.length; to++) {
          double difference = model.weight(from, to) - exact.weight(from, to);
          error += difference * difference;
        }
      }
      assertThat(error).as("squared error of neighbourhoods of %d", size).isLessThan(before);
      before = error;
    }
  }
}

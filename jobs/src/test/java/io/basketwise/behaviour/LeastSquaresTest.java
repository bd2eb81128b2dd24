package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {
  private static final int GROUPS = 150;
  private static final int PER_GROUP = 4;
  private static final double[] TRUE = {0.5, -1, 2};

  /** Rows whose errors are half the group's own, and larger where the first term is. */
  private record Clustered(
      double[][] terms, double[] values, double[] weights, List<String> groups) {
    static Clustered draw(SplittableRandom random) {
      int rows = GROUPS * PER_GROUP;
      double[][] terms = new double[rows][];
      double[] values = new double[rows];
      double[] weights = new double[rows];
      List<String> groups = new ArrayList<>();
      for (int group = 0; group < GROUPS; group++) {
        double shared = random.nextGaussian();
        double level = random.nextGaussian();
        for (int i = 0; i < PER_GROUP; i++) {
          int row = group * PER_GROUP + i;
          terms[row] = new double[] {1, level, random.nextGaussian()};
          double error = (shared + random.nextGaussian()) * (1 + Math.abs(level));
          values[row] = error;
          for (int j = 0; j < TRUE.length; j++) {
            values[row] += TRUE[j] * terms[row][j];
          }
          weights[row] = 1 / (1 + Math.abs(level));
          groups.add("g" + group);
        }
      }
      return new Clustered(terms, values, weights, groups);
    }

    LeastSquares fit() {
      return LeastSquares.fit(terms, values, weights, groups, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void coefficientsAreThoseOfWeightedLeastSquares(long seed) {
    Clustered data = Clustered.draw(new SplittableRandom(seed));
    double[][] scaled = new double[data.values.length][];
    double[] values = new double[data.values.length];
    for (int row = 0; row < values.length; row++) {
      double root = Math.sqrt(data.weights[row]);
      scaled[row] = Arrays.stream(data.terms[row]).map(term -> root * term).toArray();
      values[row] = root * data.values[row];
    }
    OLSMultipleLinearRegression library = new OLSMultipleLinearRegression();
    library.setNoIntercept(true);
    library.newSampleData(values, scaled);
    assertThat(data.fit().coefficients())
        .as("seed %d", seed)
        .containsExactly(library.estimateRegressionParameters(), offset(1e-9));
  }

  /** What the coefficients of many draws vary by is what each draw says of itself. */
  @Test
  void theCovarianceIsThatOfManyDraws() {
    SplittableRandom random = new SplittableRandom(7);
    int draws = 1500;
    int size = TRUE.length;
    double[] mean = new double[size];
    double[] told = new double[size * size];
    double[] alone = new double[size * size];
    double[] seen = new double[size * size];
    for (int draw = 0; draw < draws; draw++) {
      Clustered data = Clustered.draw(random);
      LeastSquares fit = data.fit();
      List<String> rows =
          IntStream.range(0, data.values.length).mapToObj(Integer::toString).toList();
      LeastSquares apart = LeastSquares.fit(data.terms, data.values, data.weights, rows, 0);
      for (int i = 0; i < size; i++) {
        mean[i] += fit.coefficients()[i] / draws;
        for (int j = 0; j < size; j++) {
          int at = i * size + j;
          told[at] += fit.covariance()[at] / draws;
          alone[at] += apart.covariance()[at] / draws;
          seen[at] += (fit.coefficients()[i] - TRUE[i]) * (fit.coefficients()[j] - TRUE[j]) / draws;
        }
      }
    }
    assertThat(mean).containsExactly(TRUE, offset(0.02));
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int at = i * size + j;
        double scale = Math.sqrt(seen[i * size + i] * seen[j * size + j]);
        assertThat(told[at]).as("%d, %d", i, j).isCloseTo(seen[at], offset(0.12 * scale));
      }
    }
    assertThat(alone[0]).as("errors of one group taken as many").isLessThan(0.6 * seen[0]);
  }

  @Test
  void aRidgePullsToNothing() {
    double[][] terms = {{1}, {1}};
    List<String> groups = List.of("a", "b");
    LeastSquares fit = LeastSquares.fit(terms, new double[] {3, 5}, new double[] {1, 1}, groups, 2);
    assertThat(fit.coefficients()[0]).isCloseTo(2, offset(1e-12));
    assertThat(LeastSquares.fit(terms, new double[2], new double[] {1, 1}, groups, 2).covariance())
        .containsExactly(0.0);
  }
}

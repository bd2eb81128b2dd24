package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkageTest {
  private static final double[][] FIRST_TWO = {{1, 0, 0}, {0, 1, 0}};

  /** Squares 4 and 16, variances 1: the family's variance is 9, and a tenth of each is noise. */
  @Test
  void independentContrastsKeepTheShareThatIsNoNoise() {
    LeastSquares found =
        new LeastSquares(new double[] {2, -4, 7}, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 5});
    LeastSquares pulled = Shrinkage.of(found, List.<double[][]>of(FIRST_TWO));
    assertThat(pulled.coefficients()).containsExactly(new double[] {1.8, -3.6, 7}, offset(1e-12));
    assertThat(pulled.covariance())
        .containsExactly(new double[] {0.9, 0, 0, 0, 0.9, 0, 0, 0, 5}, offset(1e-12));
  }

  /** A term that no row had says nothing of itself, not even how uncertain it is. */
  @Test
  void aCoefficientWithoutVarianceStays() {
    LeastSquares found = new LeastSquares(new double[] {3, 0, 7}, new double[9]);
    assertThat(Shrinkage.of(found, List.<double[][]>of(FIRST_TWO)).coefficients())
        .containsExactly(new double[] {3, 0, 7}, offset(1e-12));
  }

  /** Nor does it tell of the family that it belongs to. */
  @Test
  void aCoefficientWithoutVarianceTellsNothingOfItsFamily() {
    LeastSquares found = new LeastSquares(new double[] {4, 0}, new double[] {4, 0, 0, 0});
    double[][] both = {{1, 0}, {0, 1}};
    assertThat(Shrinkage.of(found, List.<double[][]>of(both)).coefficients())
        .containsExactly(new double[] {3, 0}, offset(1e-12));
  }

  @Test
  void coefficientsThatDifferByNoiseMeetWhereTheirVariancesBid() {
    double[][] difference = {{1, -1}};
    LeastSquares found = new LeastSquares(new double[] {5, 5.1}, new double[] {1, 0, 0, 3});
    LeastSquares pulled = Shrinkage.of(found, List.<double[][]>of(difference));
    assertThat(pulled.coefficients()).containsExactly(new double[] {5.025, 5.025}, offset(1e-4));
    assertThat(pulled.covariance())
        .containsExactly(new double[] {0.75, 0.75, 0.75, 0.75}, offset(1e-4));
  }

  /** Where coefficients are small against their noise, pulled ones lie nearer to the truth. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pulledCoefficientsAreNearerToTheTruth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 6;
    double[][] own = new double[size][size];
    double[] covariance = new double[size * size];
    for (int i = 0; i < size; i++) {
      own[i][i] = 1;
      for (int j = 0; j < size; j++) {
        covariance[i * size + j] = i == j ? 1.25 : 0.25;
      }
    }
    double raw = 0;
    double pulled = 0;
    double told = 0;
    for (int draw = 0; draw < 2_000; draw++) {
      double shared = 0.5 * random.nextGaussian();
      double[] truth = new double[size];
      double[] seen = new double[size];
      for (int i = 0; i < size; i++) {
        truth[i] = 0.7 * random.nextGaussian();
        seen[i] = truth[i] + shared + random.nextGaussian();
      }
      LeastSquares given =
          Shrinkage.of(new LeastSquares(seen, covariance), List.<double[][]>of(own));
      for (int i = 0; i < size; i++) {
        raw += square(seen[i] - truth[i]);
        pulled += square(given.coefficients()[i] - truth[i]);
        told += given.covariance()[i * size + i];
      }
    }
    System.out.printf("seed %d: error %.3f of the raw one's%n", seed, pulled / raw);
    assertThat(pulled).as("seed %d", seed).isLessThan(0.6 * raw);
    assertThat(told).as("seed %d", seed).isBetween(0.5 * pulled, 1.2 * pulled);
  }

  private static double square(double value) {
    return value * value;
  }
}

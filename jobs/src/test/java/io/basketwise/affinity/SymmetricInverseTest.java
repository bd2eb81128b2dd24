package io.basketwise.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {
  private static double[][] positiveDefinite(int n) {
    Random random = new Random(n);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        a[i][j] = random.nextDouble() < 0.1 ? random.nextInt(20) : 0;
        a[j][i] = a[i][j];
      }
    }
    for (int i = 0; i < n; i++) {
      a[i][i] = 1;
      for (int j = 0; j < n; j++) {
        a[i][i] += i == j ? 0 : a[i][j];
      }
    }
    return a;
  }

  private static double[][] copy(double[][] a) {
    double[][] copy = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      copy[i] = a[i].clone();
    }
    return copy;
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 127, 130, 515})
  void theProductWithTheMatrixIsTheIdentity(int n) {
    double[][] a = positiveDefinite(n);
    double[][] inverse = copy(a);
    SymmetricInverse.invert(inverse);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += a[i][k] * inverse[k][j];
        }
        assertThat(sum).as("row %d column %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
  }

  @Test
  void theBitsDoNotDependOnTheNumberOfThreads() throws Exception {
    double[][] one = positiveDefinite(300);
    double[][] many = copy(one);
    ForkJoinPool single = new ForkJoinPool(1);
    single.submit(() -> SymmetricInverse.invert(one)).get();
    single.shutdown();
    ForkJoinPool several = new ForkJoinPool(7);
    several.submit(() -> SymmetricInverse.invert(many)).get();
    several.shutdown();
    assertThat(many).isDeepEqualTo(one);
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRefused() {
    assertThatThrownBy(() -> SymmetricInverse.invert(new double[][] {{1, 2}, {2, 1}}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("pivot 1");
  }
}

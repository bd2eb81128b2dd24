package io.basketwise.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacobiEigenTest {
  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 8, 64})
  void eigenvectorsTimesEigenvaluesGiveTheMatrixBack(int n) {
    Random random = new Random(n);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        a[i][j] = random.nextGaussian();
        a[j][i] = a[i][j];
      }
    }
    JacobiEigen eigen = JacobiEigen.of(a);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double orthogonal = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.vector(i, k) * eigen.value(k) * eigen.vector(j, k);
          orthogonal += eigen.vector(k, i) * eigen.vector(k, j);
        }
        assertThat(sum).isCloseTo(a[i][j], within(1e-10));
        assertThat(orthogonal).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
  }
}

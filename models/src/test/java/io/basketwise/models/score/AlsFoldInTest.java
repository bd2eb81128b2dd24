package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.FactorTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlsFoldInTest {
  @TempDir Path folder;

  @Test
  void equalsTheDirectSolutionOfTheNormalEquations() {
    new SmallShop().write(folder);
    FactorTable y = Artifact.open(folder).affinity().factors().orElseThrow();
    int[] cart = {0, 2, 3};
    // (diag(gram) + lambda n I + alpha Yk^T Yk) x = (1 + alpha) Yk^T 1, two by two.
    var a = new double[][] {{y.gram(0), 0}, {0, y.gram(1)}};
    var b = new double[2];
    for (int r = 0; r < 2; r++) {
      a[r][r] += y.regularization() * cart.length;
      for (int item : cart) {
        b[r] += (1 + y.alpha()) * y.value(item, r);
        for (int c = 0; c < 2; c++) {
          a[r][c] += y.alpha() * y.value(item, r) * y.value(item, c);
        }
      }
    }
    double determinant = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    double[] x = new AlsFoldIn(y).userVector(cart);
    assertThat(x[0]).isCloseTo((b[0] * a[1][1] - a[0][1] * b[1]) / determinant, within(1e-9));
    assertThat(x[1]).isCloseTo((a[0][0] * b[1] - b[0] * a[1][0]) / determinant, within(1e-9));
  }

  @Test
  void untrainedItemsGiveNoVector() {
    new SmallShop().write(folder);
    FactorTable y = Artifact.open(folder).affinity().factors().orElseThrow();
    assertThat(new AlsFoldIn(y).userVector(new int[] {6, 7})).isEmpty();
  }
}

package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.models.behaviour.Calibration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitCalibrationTest {
  private static final int ROWS = 20_000;

  /** Rows whose true probabilities are the calibration's of their logits. */
  private static TrainingSet truth(Calibration calibration, double[] logits) {
    int classes = calibration.intercepts().length;
    double[] targets = logits.clone();
    double[] p = new double[classes];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(logits, row * classes, p, 0, classes);
      calibration.probabilities(p);
      System.arraycopy(p, 0, targets, row * classes, classes);
    }
    double[] weights = new double[ROWS];
    Arrays.fill(weights, 1);
    return new TrainingSet(0, classes, new double[0], targets, weights);
  }

  private static double[] logits(long seed, int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles((long) ROWS * classes).map(u -> 8 * u - 4).toArray();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62})
  void whatBentTheLogitsIsFoundAgain(long seed) {
    double[] one = logits(seed, 1);
    Calibration curve =
        FitCalibration.fit(one, truth(new Calibration(0.6, new double[] {-1}), one));
    assertThat(curve.slope()).isCloseTo(0.6, offset(0.002));
    assertThat(curve.intercepts()[0]).isCloseTo(-1, offset(0.002));

    double[] three = logits(seed, 3);
    Calibration bent = new Calibration(1.7, new double[] {0.5, -0.25, -0.25});
    Calibration found = FitCalibration.fit(three, truth(bent, three));
    assertThat(found.slope()).isCloseTo(1.7, offset(0.005));
    assertThat(found.intercepts()).containsExactly(bent.intercepts(), offset(0.005));
  }

  @Test
  void interceptsThatDoNotHelpAreLeftOut() {
    double[] logits = logits(63, 4);
    Calibration found =
        FitCalibration.fit(logits, truth(new Calibration(0.5, new double[4]), logits));
    assertThat(found.intercepts()).containsOnly(0);
    assertThat(found.slope()).isCloseTo(0.5, offset(0.002));
  }

  @Test
  void withoutRowsNothingIsChanged() {
    TrainingSet none = new TrainingSet(0, 1, new double[0], new double[0], new double[0]);
    assertThat(FitCalibration.fit(new double[0], none).slope()).isEqualTo(1);
  }
}

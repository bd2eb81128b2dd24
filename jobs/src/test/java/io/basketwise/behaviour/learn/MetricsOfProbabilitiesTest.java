package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.behaviour.learn.Reliability.Bin;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against figures worked out by hand. */
class MetricsOfProbabilitiesTest {
  private static TrainingSet truth(int outputs, double... targets) {
    double[] weights = new double[targets.length / outputs];
    Arrays.fill(weights, 1);
    return new TrainingSet(0, outputs, new double[0], targets, weights);
  }

  @Test
  void rankings() {
    TrainingSet truth = truth(1, 1, 0, 1, 0, 0);
    double[] scores = {0.9, 0.8, 0.8, 0.3, 0.1};
    assertThat(AreaUnderRoc.of(scores, truth)).isEqualTo(5.5 / 6);
    assertThat(AveragePrecision.of(scores, truth)).isCloseTo((1 + 2.0 / 3) / 2, offset(1e-12));
    assertThat(AreaUnderRoc.of(new double[5], truth)).isEqualTo(0.5);
    assertThat(AveragePrecision.of(new double[5], truth)).isEqualTo(0.4);
    assertThat(AreaUnderRoc.of(scores, truth(1, 0, 0, 0, 0, 0))).isNaN();
  }

  @Test
  void logLossOfSharedTargets() {
    assertThat(LogLoss.of(new double[] {0.5, 0.25}, truth(1, 1, 0)))
        .isCloseTo((Math.log(2) + Math.log(4.0 / 3)) / 2, offset(1e-12));
    assertThat(LogLoss.of(new double[] {0.5, 0.25, 0.25}, truth(3, 0.5, 0.5, 0)))
        .isCloseTo(1.5 * Math.log(2), offset(1e-12));
  }

  @Test
  void calibrationError() {
    double[] tenths = new double[10];
    Arrays.fill(tenths, 0.3);
    assertThat(CalibrationError.of(tenths, truth(1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0)))
        .isCloseTo(0, offset(1e-12));
    assertThat(CalibrationError.of(tenths, truth(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        .isCloseTo(0.2, offset(1e-12));
    assertThat(CalibrationError.of(new double[] {0.7, 0.3, 0.3, 0.7}, truth(2, 1, 0, 1, 0)))
        .isCloseTo(0.2, offset(1e-12));
  }

  @Test
  void reliability() {
    double[] p = {0, 0.03125, 0.5, 0.515625, 1};
    assertThat(Reliability.of(p, truth(1, 0, 1, 1, 1, 1)))
        .containsExactly(new Bin(0.015625, 0.5, 2), new Bin(0.5078125, 1, 2), new Bin(1, 1, 1));
    assertThat(Reliability.of(new double[] {0.25, 0.75}, truth(2, 1, 0)))
        .containsExactly(new Bin(0.75, 0, 1));
    assertThat(Reliability.of(new double[0], truth(1))).isEmpty();
  }

  @Test
  void confusions() {
    double[] p = {0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.6, 0.2, 0.2};
    ConfusionMatrix matrix = ConfusionMatrix.of(p, truth(3, 1, 0, 0, 0, 1, 0, 0, 1, 0));
    assertThat(matrix.weights()).isDeepEqualTo(new double[][] {{1, 0, 0}, {1, 1, 0}, {0, 0, 0}});
    assertThat(matrix.macroF1()).isCloseTo((2.0 / 3 + 2.0 / 3 + 0) / 3, offset(1e-12));
  }
}

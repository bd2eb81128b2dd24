package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.Calibration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows whose targets depend on some features; a tenth of the features is missing. */
final class RandomRows {
  private RandomRows() {}

  /** With one output a class that is there or not, with more one class or two shared ones. */
  static TrainingSet of(long seed, int rows, int features, int outputs) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[rows * features];
    double[] targets = new double[rows * outputs];
    double[] weights = new double[rows];
    double[] p = new double[outputs];
    for (int row = 0; row < rows; row++) {
      int first = row * features;
      Arrays.fill(p, 0);
      for (int feature = 0; feature < features; feature++) {
        double value = feature % 2 == 0 ? random.nextInt(6) : 4 * random.nextDouble() - 2;
        p[feature % outputs] += value * (feature < 4 ? 0.7 : 0) - (feature % 2 == 0 ? 0.7 : 0);
        values[first + feature] = random.nextInt(10) == 0 ? Double.NaN : value;
      }
      Calibration.none(outputs).probabilities(p);
      int firstTarget = row * outputs;
      if (outputs == 1) {
        targets[row] = random.nextDouble() < p[0] ? 1 : 0;
      } else {
        double share = random.nextInt(4) == 0 ? random.nextDouble() : 1;
        targets[firstTarget + drawn(p, random)] += share;
        targets[firstTarget + drawn(p, random)] += 1 - share;
      }
      weights[row] = 0.5 + random.nextDouble();
    }
    return new TrainingSet(features, outputs, values, targets, weights);
  }

  private static int drawn(double[] p, SplittableRandom random) {
    double left = random.nextDouble();
    for (int k = 0; k + 1 < p.length; k++) {
      left -= p[k];
      if (left < 0) {
        return k;
      }
    }
    return p.length - 1;
  }
}

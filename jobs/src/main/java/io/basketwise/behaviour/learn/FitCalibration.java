package io.basketwise.behaviour.learn;

import io.basketwise.affinity.PositiveDefiniteSystem;
import io.basketwise.models.behaviour.Calibration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The calibration with the least log loss on rows that the predictor was not learned from. The loss
 * is convex in slope and intercepts; Newton's method finds its one minimum.
 */
public final class FitCalibration {
  private static final int MAX_STEPS = 50;
  private static final double CONVERGED = 1e-10;
  private static final double LEAST_SLOPE = 1e-3;

  private static final double LEAST_HELP = 0.999;

  /** Pull towards leaving the logits as they are: what that many rows would have to say. */
  private static final double RIDGE = 1;

  private final double[] logits;
  private final TrainingSet truth;
  private final int classes;
  private final int parameters;

  private FitCalibration(double[] logits, TrainingSet truth, boolean intercepts) {
    this.logits = logits;
    this.truth = truth;
    classes = truth.outputs();
    parameters = intercepts ? classes + 1 : 1;
  }

  /**
   * Fits slope and intercept of one class, or a temperature of several; these have intercepts if
   * they lower the log loss of either half of the rows, when fitted on the other, by a thousandth.
   *
   * @param logits a row's after another's
   * @param truth the rows' targets and weights; its features are not looked at. Without rows
   *     nothing is changed
   */
  public static Calibration fit(double[] logits, TrainingSet truth) {
    if (logits.length != truth.targets().length) {
      throw new IllegalArgumentException(
          logits.length + " logits, expected " + truth.targets().length);
    }
    if (truth.outputs() == 1) {
      Calibration two = new FitCalibration(twoClasses(logits), bothShares(truth), true).solve();
      double intercept = two.intercepts()[1] - two.intercepts()[0];
      return new Calibration(two.slope(), new double[] {intercept});
    }
    TrainingSet targets =
        new TrainingSet(0, truth.outputs(), new double[0], truth.targets(), truth.weights());
    boolean intercepts =
        lossAcrossHalves(logits, targets, true)
            < LEAST_HELP * lossAcrossHalves(logits, targets, false);
    return new FitCalibration(logits, targets, intercepts).solve();
  }

  private static double[] twoClasses(double[] logits) {
    double[] two = new double[2 * logits.length];
    for (int row = 0; row < logits.length; row++) {
      two[2 * row + 1] = logits[row];
    }
    return two;
  }

  private static TrainingSet bothShares(TrainingSet truth) {
    double[] shares = new double[2 * truth.rows()];
    for (int row = 0; row < truth.rows(); row++) {
      shares[2 * row] = 1 - truth.targets()[row];
      shares[2 * row + 1] = truth.targets()[row];
    }
    return new TrainingSet(0, 2, new double[0], shares, truth.weights());
  }

  private static double lossAcrossHalves(double[] logits, TrainingSet truth, boolean intercepts) {
    double loss = 0;
    for (int half = 0; half < 2; half++) {
      FitCalibration learned = half(logits, truth, half, intercepts);
      FitCalibration judged = half(logits, truth, 1 - half, intercepts);
      loss += judged.loss(learned.minimum());
    }
    return loss;
  }

  private static FitCalibration half(
      double[] logits, TrainingSet truth, int half, boolean intercepts) {
    int classes = truth.outputs();
    int[] rows = IntStream.range(0, truth.rows()).filter(row -> row % 2 == half).toArray();
    double[] its = new double[rows.length * classes];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(logits, rows[i] * classes, its, i * classes, classes);
    }
    return new FitCalibration(its, truth.select(rows), intercepts);
  }

  private Calibration solve() {
    double[] minimum = minimum();
    double[] intercepts =
        parameters == 1 ? new double[classes] : Arrays.copyOfRange(minimum, 1, parameters);
    return new Calibration(Math.max(LEAST_SLOPE, minimum[0]), intercepts);
  }

  /** Slope, then intercepts. */
  private double[] minimum() {
    double[] at = new double[parameters];
    at[0] = 1;
    double value = penalised(at);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] direction = newtonDirection(at);
      double length = 1;
      double[] moved = moved(at, direction, length);
      while (!(penalised(moved) <= value) && length > 1e-6) {
        length /= 2;
        moved = moved(at, direction, length);
      }
      double next = penalised(moved);
      if (!(next < value - CONVERGED * truth.rows())) {
        break;
      }
      at = moved;
      value = next;
    }
    return at;
  }

  private static double[] moved(double[] at, double[] direction, double length) {
    double[] moved = at.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] -= length * direction[j];
    }
    return moved;
  }

  private double penalised(double[] at) {
    double penalty = (at[0] - 1) * (at[0] - 1);
    for (int j = 1; j < parameters; j++) {
      penalty += at[j] * at[j];
    }
    return loss(at) + RIDGE / 2 * penalty;
  }

  private double loss(double[] at) {
    double[] scores = new double[logits.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = at[0] * logits[i] + (parameters == 1 ? 0 : at[1 + i % classes]);
    }
    return RowChunks.sum(
        truth.rows(), row -> truth.weights()[row] * Objective.SOFTMAX.loss(truth, row, scores));
  }

  private double[] newtonDirection(double[] at) {
    double[] gradient = new double[parameters];
    double[][] hessian = new double[parameters][parameters];
    for (int j = 0; j < parameters; j++) {
      gradient[j] = RIDGE * (j == 0 ? at[0] - 1 : at[j]);
      hessian[j][j] = RIDGE;
    }
    double[] intercepts =
        parameters == 1 ? new double[classes] : Arrays.copyOfRange(at, 1, parameters);
    Calibration calibration = new Calibration(Math.max(LEAST_SLOPE, at[0]), intercepts);
    double[] p = new double[classes];
    for (int row = 0; row < truth.rows(); row++) {
      System.arraycopy(logits, row * classes, p, 0, classes);
      calibration.probabilities(p);
      accumulate(row, p, gradient, hessian);
    }
    PositiveDefiniteSystem.solve(hessian, gradient);
    return gradient;
  }

  /** Adds a row's first and second derivatives; of the matrix the upper triangle. */
  private void accumulate(int row, double[] p, double[] gradient, double[][] hessian) {
    int first = row * classes;
    double weight = truth.weights()[row];
    double mean = 0;
    double square = 0;
    for (int k = 0; k < classes; k++) {
      double logit = logits[first + k];
      mean += p[k] * logit;
      square += p[k] * logit * logit;
      gradient[0] += weight * (p[k] - truth.targets()[first + k]) * logit;
    }
    hessian[0][0] += weight * (square - mean * mean);
    for (int k = 0; k + 1 < parameters; k++) {
      gradient[k + 1] += weight * (p[k] - truth.targets()[first + k]);
      hessian[0][k + 1] += weight * p[k] * (logits[first + k] - mean);
      hessian[k + 1][k + 1] += weight * p[k];
      for (int j = k; j < classes; j++) {
        hessian[k + 1][j + 1] -= weight * p[k] * p[j];
      }
    }
  }
}

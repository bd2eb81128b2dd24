package io.basketwise.evaluate;

import io.basketwise.numeric.OrderedSums;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Conditional logit (McFadden 1974): the chance that of some alternatives the first is chosen is
 * exp(w·x0) / sum exp(w·xi). Its likelihood is concave; Newton's method with a small ridge finds
 * the one maximum. Drawing some of the alternatives at random leaves the estimate consistent
 * (McFadden 1978).
 */
final class ConditionalLogit {
  private static final int MAX_STEPS = 50;

  /** Pull of every weight towards zero, in choices: what that many would have to say against it. */
  private static final double RIDGE = 2;

  private static final double CONVERGED = 1e-9;

  /** Choices that a thread adds up at once. */
  private static final int CHUNK = 64;

  private ConditionalLogit() {}

  /**
   * Fits weights on the features' own scale.
   *
   * @param choices of each choice the alternatives' features, the chosen one first; not empty
   */
  static double[] fit(List<double[][]> choices) {
    int features = choices.get(0)[0].length;
    double[] scale = scale(choices, features);
    double[] weights = new double[features];
    double value = logLikelihood(choices, weights, scale);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] direction = newtonDirection(choices, weights, scale);
      double next = value;
      double length = 1;
      double[] moved = weights;
      while (length > 1e-6) {
        moved = moved(weights, direction, length);
        next = logLikelihood(choices, moved, scale);
        if (next >= value) {
          break;
        }
        length /= 2;
      }
      if (next < value + CONVERGED * choices.size()) {
        break;
      }
      weights = moved;
      value = next;
    }
    for (int f = 0; f < features; f++) {
      weights[f] /= scale[f];
    }
    return weights;
  }

  private static double[] moved(double[] weights, double[] direction, double length) {
    double[] moved = weights.clone();
    for (int f = 0; f < moved.length; f++) {
      moved[f] += length * direction[f];
    }
    return moved;
  }

  /** Standard deviation of each feature; 1 for one that never differs. */
  private static double[] scale(List<double[][]> choices, int features) {
    double[] sum = new double[features];
    double[] squares = new double[features];
    long rows = 0;
    for (double[][] choice : choices) {
      for (double[] x : choice) {
        for (int f = 0; f < features; f++) {
          sum[f] += x[f];
          squares[f] += x[f] * x[f];
        }
        rows++;
      }
    }
    double[] scale = new double[features];
    for (int f = 0; f < features; f++) {
      double mean = sum[f] / rows;
      double variance = squares[f] / rows - mean * mean;
      scale[f] = variance > 1e-12 ? Math.sqrt(variance) : 1;
    }
    return scale;
  }

  /** Weights that take features as they are. */
  private static double[] unscaled(double[] weights, double[] scale) {
    double[] own = new double[weights.length];
    Arrays.setAll(own, f -> weights[f] / scale[f]);
    return own;
  }

  private static double[] probabilities(double[][] choice, double[] weights) {
    double[] z = new double[choice.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < z.length; i++) {
      for (int f = 0; f < weights.length; f++) {
        z[i] += weights[f] * choice[i][f];
      }
      max = Math.max(max, z[i]);
    }
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] = Math.exp(z[i] - max);
      sum += z[i];
    }
    for (int i = 0; i < z.length; i++) {
      z[i] /= sum;
    }
    return z;
  }

  private static double logLikelihood(List<double[][]> choices, double[] weights, double[] scale) {
    double[] own = unscaled(weights, scale);
    double value =
        sums(
            choices,
            1,
            (choice, sum) ->
                sum[0] += Math.log(Math.max(probabilities(choice, own)[0], Double.MIN_NORMAL)))[0];
    for (double weight : weights) {
      value -= 0.5 * RIDGE * weight * weight;
    }
    return value;
  }

  private static double[] newtonDirection(
      List<double[][]> choices, double[] weights, double[] scale) {
    int features = weights.length;
    double[] own = unscaled(weights, scale);
    double[] sums =
        sums(
            choices,
            features + features * features,
            (choice, sum) -> accumulate(choice, probabilities(choice, own), sum));
    double[][] hessian = new double[features][features];
    double[] gradient = new double[features];
    for (int f = 0; f < features; f++) {
      gradient[f] = sums[f] / scale[f] - RIDGE * weights[f];
      for (int g = 0; g <= f; g++) {
        hessian[f][g] = sums[features + f * features + g] / (scale[f] * scale[g]);
        hessian[g][f] = hessian[f][g];
      }
      hessian[f][f] += RIDGE;
    }
    return solve(hessian, gradient);
  }

  /** Adds a choice's gradient, then the lower triangle of its information row by row. */
  private static void accumulate(double[][] choice, double[] p, double[] sums) {
    int features = choice[0].length;
    double[] mean = new double[features];
    for (int i = 0; i < p.length; i++) {
      for (int f = 0; f < features; f++) {
        mean[f] += p[i] * choice[i][f];
      }
    }
    double[] centred = new double[features];
    for (int i = 0; i < p.length; i++) {
      for (int f = 0; f < features; f++) {
        centred[f] = choice[i][f] - mean[f];
      }
      for (int f = 0; f < features; f++) {
        double weighted = p[i] * centred[f];
        int row = features + f * features;
        for (int g = 0; g <= f; g++) {
          sums[row + g] += weighted * centred[g];
        }
      }
    }
    for (int f = 0; f < features; f++) {
      sums[f] += choice[0][f] - mean[f];
    }
  }

  private static double[] sums(
      List<double[][]> choices, int width, BiConsumer<double[][], double[]> addition) {
    return OrderedSums.of(
        (choices.size() + CHUNK - 1) / CHUNK,
        width,
        (sums, chunk) ->
            choices
                .subList(chunk * CHUNK, Math.min(choices.size(), (chunk + 1) * CHUNK))
                .forEach(choice -> addition.accept(choice, sums)));
  }

  /** Gaussian elimination on a small positive definite system. */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
        x[i] -= factor * x[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        x[k] -= a[k][j] * x[j];
      }
      x[k] /= a[k][k];
    }
    return x;
  }
}

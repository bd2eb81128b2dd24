package io.basketwise.behaviour.learn;

import java.util.Arrays;

/** What boosting minimises: a convex loss with its first two derivatives. */
public enum Objective {
  /** Log loss of K classes; a target is their shares. One score a class. */
  SOFTMAX {
    @Override
    double[] prior(TrainingSet set) {
      double[] prior = means(set);
      for (int output = 0; output < prior.length; output++) {
        prior[output] = StrictMath.log(Math.max(LEAST_SHARE, prior[output]));
      }
      return prior;
    }

    /**
     * Classes share a tree, so each has but the diagonal of the second derivatives, times K / (K -
     * 1): Friedman 2001, equation 33.
     */
    @Override
    void derive(TrainingSet set, int row, double[] scores, double[] derivatives) {
      int outputs = set.outputs();
      int first = row * outputs;
      double max = max(scores, first, outputs);
      double sum = 0;
      for (int output = 0; output < outputs; output++) {
        double exp = StrictMath.exp(scores[first + output] - max);
        derivatives[2 * (first + output)] = exp;
        sum += exp;
      }
      double weight = set.weights()[row];
      double factor = weight * outputs / (outputs - 1);
      for (int output = first; output < first + outputs; output++) {
        double p = derivatives[2 * output] / sum;
        derivatives[2 * output] = weight * (p - set.targets()[output]);
        derivatives[2 * output + 1] = factor * p * (1 - p);
      }
    }

    @Override
    double loss(TrainingSet set, int row, double[] scores) {
      int outputs = set.outputs();
      int first = row * outputs;
      double max = max(scores, first, outputs);
      double sum = 0;
      double score = 0;
      for (int output = first; output < first + outputs; output++) {
        sum += StrictMath.exp(scores[output] - max);
        score += set.targets()[output] * scores[output];
      }
      return max + StrictMath.log(sum) - score;
    }
  },

  /** Log loss of one class; a target is its probability. The score is its logit. */
  LOGISTIC {
    @Override
    double[] prior(TrainingSet set) {
      double p = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, means(set)[0]));
      return new double[] {StrictMath.log(p / (1 - p))};
    }

    @Override
    void derive(TrainingSet set, int row, double[] scores, double[] derivatives) {
      double weight = set.weights()[row];
      double p = 1 / (1 + StrictMath.exp(-scores[row]));
      derivatives[2 * row] = weight * (p - set.targets()[row]);
      derivatives[2 * row + 1] = weight * p * (1 - p);
    }

    @Override
    double loss(TrainingSet set, int row, double[] scores) {
      double score = scores[row];
      double softplus = Math.max(score, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
      return softplus - set.targets()[row] * score;
    }
  },

  /** Half the squared error of an amount. */
  SQUARED_ERROR {
    @Override
    double[] prior(TrainingSet set) {
      return means(set);
    }

    @Override
    void derive(TrainingSet set, int row, double[] scores, double[] derivatives) {
      double weight = set.weights()[row];
      derivatives[2 * row] = weight * (scores[row] - set.targets()[row]);
      derivatives[2 * row + 1] = weight;
    }

    @Override
    double loss(TrainingSet set, int row, double[] scores) {
      double error = scores[row] - set.targets()[row];
      return error * error / 2;
    }
  };

  /** A class that no row has gets this share, for its logarithm must be finite. */
  private static final double LEAST_SHARE = 1e-6;

  /**
   * The log loss of a set's targets.
   *
   * @throws IllegalArgumentException when they are no probabilities
   */
  static Objective logLoss(TrainingSet set) {
    Objective objective = set.outputs() > 1 ? SOFTMAX : LOGISTIC;
    objective.check(set);
    return objective;
  }

  /** The constant scores that fit best. */
  abstract double[] prior(TrainingSet set);

  /** Writes the first and second derivative of a row's weighted loss, output by output. */
  abstract void derive(TrainingSet set, int row, double[] scores, double[] derivatives);

  /** A row's loss, not weighted. */
  abstract double loss(TrainingSet set, int row, double[] scores);

  /**
   * Refuses targets that this loss is not made for.
   *
   * @throws IllegalArgumentException for the wrong number of outputs, or what is no probability
   */
  void check(TrainingSet set) {
    if ((this == SOFTMAX) != (set.outputs() > 1)) {
      throw new IllegalArgumentException(
          this + " over " + set.outputs() + " outputs: softmax takes 2 or more, others 1");
    }
    if (this != SQUARED_ERROR) {
      for (double target : set.targets()) {
        if (!(target >= 0 && target <= 1)) {
          throw new IllegalArgumentException(this + " of target " + target + ", expected 0 to 1");
        }
      }
    }
  }

  private static double[] means(TrainingSet set) {
    double[] means = new double[set.outputs()];
    double weights = Arrays.stream(set.weights()).sum();
    for (int row = 0; row < set.rows(); row++) {
      for (int output = 0; output < means.length; output++) {
        means[output] += set.weights()[row] * set.targets()[row * means.length + output] / weights;
      }
    }
    return means;
  }

  private static double max(double[] scores, int first, int count) {
    double max = scores[first];
    for (int at = first + 1; at < first + count; at++) {
      max = Math.max(max, scores[at]);
    }
    return max;
  }
}

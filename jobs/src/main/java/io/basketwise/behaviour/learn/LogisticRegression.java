package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.LinearModel;
import java.util.Arrays;

/**
 * Logistic regression, multinomial where there are several classes, on standardised features; the
 * mean stands for a missing one. It minimises the mean log loss plus half of l2 times the squared
 * length of the weights, intercepts apart. The validation rows are not looked at. Its outputs are
 * logits.
 */
public final class LogisticRegression implements Learner {
  private static final double TOLERANCE = 1e-6;

  private final int iterations;
  private final double l2;

  /**
   * A learner.
   *
   * @param iterations most steps of L-BFGS
   * @param l2 pull of the standardised weights towards 0, per unit of row weight; 0 or more
   */
  public LogisticRegression(int iterations, double l2) {
    this.iterations = iterations;
    this.l2 = l2;
  }

  @Override
  public Family family() {
    return Family.LOGISTIC_REGRESSION;
  }

  /**
   * Learns the weights.
   *
   * @throws IllegalArgumentException when there are no rows, or a target is no probability
   */
  @Override
  public LinearModel fit(TrainingSet train, TrainingSet validation) {
    train.requireRows();
    Loss loss = new Loss(train, l2);
    return loss.model(minimum(loss));
  }

  /** The point of {@link #fit}: what it finds for standardised features. */
  double[] standardised(TrainingSet train) {
    return minimum(new Loss(train, l2));
  }

  private double[] minimum(Loss loss) {
    return new Lbfgs(iterations, TOLERANCE).minimise(loss, loss.start());
  }

  /** A point is an output's weights after another's, then the intercepts. */
  private static final class Loss implements Lbfgs.Function {
    private final TrainingSet set;
    private final StandardisedRows rows;
    private final Objective objective;
    private final double l2;
    private final double total;
    private final int slopes;
    private final double[] scores;
    private final double[] derivatives;

    Loss(TrainingSet set, double l2) {
      this.set = set;
      this.l2 = l2;
      objective = Objective.logLoss(set);
      rows = StandardisedRows.of(set);
      total = RowChunks.sum(set.rows(), row -> set.weights()[row]);
      slopes = set.features() * set.outputs();
      scores = new double[set.targets().length];
      derivatives = new double[2 * scores.length];
    }

    double[] start() {
      double[] start = new double[slopes + set.outputs()];
      System.arraycopy(objective.prior(set), 0, start, slopes, set.outputs());
      return start;
    }

    /** The same scores of features that are not standardised. */
    LinearModel model(double[] point) {
      double[] weights = Arrays.copyOf(point, slopes);
      double[] intercepts = Arrays.copyOfRange(point, slopes, point.length);
      for (int at = 0; at < slopes; at++) {
        int feature = at % set.features();
        weights[at] /= rows.deviations()[feature];
        intercepts[at / set.features()] -= weights[at] * rows.means()[feature];
      }
      return new LinearModel(rows.means(), weights, intercepts);
    }

    @Override
    public double at(double[] point, double[] gradient) {
      double[] sums =
          RowChunks.sums(set.rows(), point.length + 1, (row, into) -> add(row, point, into));
      double squares = 0;
      for (int at = 0; at < point.length; at++) {
        gradient[at] = sums[at] / total;
        if (at < slopes) {
          gradient[at] += l2 * point[at];
          squares += point[at] * point[at];
        }
      }
      return sums[point.length] / total + l2 / 2 * squares;
    }

    /** Adds a row's gradient and, last, its loss. */
    private void add(int row, double[] point, double[] into) {
      int features = set.features();
      int outputs = set.outputs();
      int first = row * features;
      for (int output = 0; output < outputs; output++) {
        double score = point[slopes + output];
        for (int feature = 0; feature < features; feature++) {
          score += point[output * features + feature] * rows.values()[first + feature];
        }
        scores[row * outputs + output] = score;
      }
      objective.derive(set, row, scores, derivatives);
      for (int output = 0; output < outputs; output++) {
        double derivative = derivatives[2 * (row * outputs + output)];
        for (int feature = 0; feature < features; feature++) {
          into[output * features + feature] += derivative * rows.values()[first + feature];
        }
        into[slopes + output] += derivative;
      }
      into[slopes + outputs] += set.weights()[row] * objective.loss(set, row, scores);
    }
  }
}

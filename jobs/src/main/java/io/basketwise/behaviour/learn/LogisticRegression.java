package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.LinearModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Logistic regression by Spark's MLlib, on features that it standardises; the mean stands for a
 * missing one. The validation rows are not looked at. Its outputs are logits.
 */
public final class LogisticRegression implements Learner {
  private final SparkSession spark;
  private final int iterations;
  private final double l2;

  /**
   * A learner in a session.
   *
   * @param iterations most steps of L-BFGS
   * @param l2 pull of the standardised weights towards 0, per unit of row weight; 0 or more
   */
  public LogisticRegression(SparkSession spark, int iterations, double l2) {
    this.spark = spark;
    this.iterations = iterations;
    this.l2 = l2;
  }

  @Override
  public Family family() {
    return Family.LOGISTIC_REGRESSION;
  }

  /**
   * Learns the weights; of rows of one class a constant.
   *
   * @throws IllegalArgumentException when there are no rows, or a target is no probability
   */
  @Override
  public LinearModel fit(TrainingSet train, TrainingSet validation) {
    train.requireRows();
    Objective objective = Objective.logLoss(train);
    double[] means = MllibRows.means(train);
    Dataset<Row> rows = MllibRows.of(spark, train, means);
    if (rows.select(MllibRows.LABEL).distinct().count() == 1) {
      double[] weights = new double[means.length * train.outputs()];
      return new LinearModel(means, weights, objective.prior(train));
    }
    return exported(learn(train, rows), means);
  }

  /** MLlib's own model, on rows without missing features. */
  LogisticRegressionModel learn(TrainingSet train, Dataset<Row> rows) {
    return new org.apache.spark.ml.classification.LogisticRegression()
        .setFamily(train.outputs() == 1 ? "binomial" : "multinomial")
        .setMaxIter(iterations)
        .setRegParam(l2)
        .setLabelCol(MllibRows.LABEL)
        .setFeaturesCol(MllibRows.FEATURES)
        .setWeightCol(MllibRows.WEIGHT)
        .fit(rows);
  }

  /** The same function without Spark. */
  static LinearModel exported(LogisticRegressionModel model, double[] means) {
    Matrix coefficients = model.coefficientMatrix();
    double[] weights = new double[coefficients.numRows() * coefficients.numCols()];
    for (int output = 0; output < coefficients.numRows(); output++) {
      for (int feature = 0; feature < means.length; feature++) {
        weights[output * means.length + feature] = coefficients.apply(output, feature);
      }
    }
    return new LinearModel(means, weights, model.interceptVector().toArray());
  }
}

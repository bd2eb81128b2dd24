package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.LocalSpark;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Predictor;
import java.util.List;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported from MLlib gives MLlib's own probabilities. */
class MllibLearnersTest {
  private static final int FEATURES = 6;
  private static final RandomForest.Parameters FOREST = new RandomForest.Parameters(8, 6, 5, 9);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("local[2]");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static LogisticRegression regression() {
    return new LogisticRegression(spark, 50, 1e-4);
  }

  private static RandomForest forest() {
    return new RandomForest(spark, FOREST);
  }

  @ParameterizedTest(name = "{0} outputs")
  @ValueSource(ints = {1, 5})
  void logisticRegressionIsExportedAsItIs(int outputs) {
    TrainingSet train = RandomRows.of(51, 2_000, FEATURES, outputs);
    double[] fill = MllibRows.means(train);
    var model = regression().learn(train, MllibRows.of(spark, train, fill));
    agree(model, LogisticRegression.exported(model, fill), fill, Family.LOGISTIC_REGRESSION);
  }

  @ParameterizedTest(name = "{0} outputs")
  @ValueSource(ints = {1, 5})
  void aForestIsExportedAsItIs(int outputs) {
    TrainingSet train = RandomRows.of(52, 2_000, FEATURES, outputs);
    double[] fill = MllibRows.below(train);
    var model = forest().learn(MllibRows.of(spark, train, fill));
    agree(model, RandomForest.exported(model, outputs), fill, Family.RANDOM_FOREST);
  }

  private static void agree(
      ProbabilisticClassificationModel<Vector, ?> model,
      Predictor exported,
      double[] fill,
      Family family) {
    int outputs = exported.outputs();
    TrainingSet rows = RandomRows.of(53, 100_000, FEATURES, outputs);
    double[] found = new double[outputs];
    double worst = 0;
    for (int row = 0; row < rows.rows(); row++) {
      double[] features = rows.row(row);
      exported.predict(features, found);
      if (family == Family.LOGISTIC_REGRESSION) {
        Calibration.none(outputs).probabilities(found);
      }
      for (int feature = 0; feature < FEATURES; feature++) {
        features[feature] = Double.isNaN(features[feature]) ? fill[feature] : features[feature];
      }
      double[] expected = model.predictProbability(Vectors.dense(features)).toArray();
      for (int output = 0; output < outputs; output++) {
        double of = expected[outputs == 1 ? 1 : output];
        worst = Math.max(worst, Math.abs(of - found[output]));
      }
    }
    assertThat(worst).isLessThan(1e-6);
  }

  @Test
  void equalRowsGiveEqualBits() {
    TrainingSet train = RandomRows.of(54, 1_000, FEATURES, 3);
    for (Learner learner : List.of(regression(), forest())) {
      double[] once = FitClassifier.probabilities(FitClassifier.fit(learner, train, train), train);
      assertThat(FitClassifier.probabilities(FitClassifier.fit(learner, train, train), train))
          .isEqualTo(once);
    }
  }

  @ParameterizedTest(name = "{0} outputs")
  @ValueSource(ints = {1, 3})
  void ofOneClassAConstantIsLearned(int outputs) {
    TrainingSet rows = RandomRows.of(55, 50, FEATURES, outputs);
    double[] targets = new double[rows.targets().length];
    for (int row = 0; row < rows.rows(); row++) {
      targets[row * outputs] = 1;
    }
    TrainingSet one = new TrainingSet(FEATURES, outputs, rows.values(), targets, rows.weights());
    for (Learner learner : List.of(regression(), forest())) {
      double[] p =
          FitClassifier.probabilities(FitClassifier.fit(learner, one, one.select(new int[0])), one);
      for (int row = 0; row < one.rows(); row++) {
        assertThat(p[row * outputs]).isCloseTo(1, offset(1e-5));
      }
    }
  }
}

package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.LocalSpark;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.LinearModel;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logistic regression and random forest, beside MLlib's. */
class LearnersTest {
  private static final int FEATURES = 6;
  private static final double L2 = 1e-3;
  private static final LogisticRegression REGRESSION = new LogisticRegression(200, L2);
  private static final RandomForest FOREST =
      new RandomForest(new RandomForest.Parameters(30, 64, 20, 32, 9));

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  @ParameterizedTest(name = "{0} outputs")
  @ValueSource(ints = {1, 5})
  void logisticRegressionFindsTheMinimumThatMllibFinds(int outputs) {
    TrainingSet train = RandomRows.of(51, 2_000, FEATURES, outputs);
    double[] fill = StandardisedRows.of(train).means();
    var mllib =
        new org.apache.spark.ml.classification.LogisticRegression()
            .setFamily(outputs == 1 ? "binomial" : "multinomial")
            .setMaxIter(200)
            .setTol(1e-10)
            .setRegParam(L2)
            .setWeightCol(MllibRows.WEIGHT)
            .fit(MllibRows.of(SPARK.session(), train, fill));
    LinearModel own = REGRESSION.fit(train, train);
    TrainingSet rows = RandomRows.of(53, 20_000, FEATURES, outputs);
    double[] found = new double[outputs];
    double worst = 0;
    for (int row = 0; row < rows.rows(); row++) {
      own.predict(rows.row(row), found);
      Calibration.none(outputs).probabilities(found);
      double[] expected = probabilities(mllib, rows.row(row), fill);
      for (int output = 0; output < outputs; output++) {
        worst = Math.max(worst, Math.abs(expected[outputs == 1 ? 1 : output] - found[output]));
      }
    }
    // What MLlib leaves out, shares below 0.01, moves a probability by less than this.
    assertThat(worst).isLessThan(outputs == 1 ? 1e-4 : 2e-3);
  }

  @Test
  void aForestTellsRealPurchasesAsWellAsMllibs() {
    TrainingSet all = OnlineShoppers.withPageValues();
    TrainingSet train = all.select(every(all.rows(), 0, 1));
    TrainingSet later = all.select(every(all.rows(), 2));
    double[] fill = MllibRows.below(train);
    Dataset<Row> rows = MllibRows.of(SPARK.session(), train, fill);
    var mllib =
        new RandomForestClassifier()
            .setNumTrees(30)
            .setMaxDepth(8)
            .setMinInstancesPerNode(20)
            .setSeed(9)
            .fit(rows);
    double[] expected =
        IntStream.range(0, later.rows())
            .mapToDouble(row -> probabilities(mllib, later.row(row), fill)[1])
            .toArray();
    double[] found = FitClassifier.probabilities(FitClassifier.fit(FOREST, train, train), later);
    System.out.printf(
        "forest AUC %.4f, average precision %.4f; MLlib's %.4f, %.4f%n",
        AreaUnderRoc.of(found, later),
        AveragePrecision.of(found, later),
        AreaUnderRoc.of(expected, later),
        AveragePrecision.of(expected, later));
    assertThat(AreaUnderRoc.of(found, later))
        .isGreaterThan(AreaUnderRoc.of(expected, later) - 0.005);
    assertThat(AveragePrecision.of(found, later))
        .isGreaterThan(AveragePrecision.of(expected, later) - 0.01);
  }

  /** Rows whose number leaves one of some remainders on division by three. */
  private static int[] every(int rows, int... remainders) {
    return IntStream.range(0, rows)
        .filter(row -> IntStream.of(remainders).anyMatch(remainder -> row % 3 == remainder))
        .toArray();
  }

  private static double[] probabilities(
      ProbabilisticClassificationModel<Vector, ?> model, double[] features, double[] fill) {
    for (int feature = 0; feature < features.length; feature++) {
      features[feature] = Double.isNaN(features[feature]) ? fill[feature] : features[feature];
    }
    return model.predictProbability(Vectors.dense(features)).toArray();
  }

  @Test
  void equalRowsGiveEqualBits() {
    TrainingSet train = RandomRows.of(54, 10_000, FEATURES, 3);
    for (Learner learner : List.of(REGRESSION, FOREST)) {
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
    for (Learner learner : List.of(REGRESSION, FOREST)) {
      double[] p =
          FitClassifier.probabilities(FitClassifier.fit(learner, one, one.select(new int[0])), one);
      for (int row = 0; row < one.rows(); row++) {
        assertThat(p[row * outputs]).isCloseTo(1, offset(1e-5));
      }
    }
  }
}

package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.bench.Paired;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

/** Our boosted trees against XGBoost's histogram method, with the same parameters and rounds. */
class BoostingBench {
  private static final int ROUNDS = 130;

  private static BoostingParameters parameters(int rounds) {
    BoostingParameters d = BoostingParameters.DEFAULTS;
    return new BoostingParameters(
        rounds,
        d.learningRate(),
        d.maxLeaves(),
        d.minLeafHessian(),
        d.l2(),
        d.rowShare(),
        d.featureShare(),
        rounds,
        d.maxBins(),
        d.seed());
  }

  private static Map<String, Object> peerParameters(int outputs) {
    BoostingParameters d = BoostingParameters.DEFAULTS;
    Map<String, Object> parameters =
        new HashMap<>(
            Map.of(
                "tree_method", "hist",
                "grow_policy", "lossguide",
                "max_depth", 0,
                "max_leaves", d.maxLeaves(),
                "eta", d.learningRate(),
                "min_child_weight", d.minLeafHessian(),
                "lambda", d.l2(),
                "subsample", d.rowShare(),
                "colsample_bynode", d.featureShare(),
                "max_bin", d.maxBins()));
    parameters.put("seed", d.seed());
    parameters.put("objective", outputs == 1 ? "binary:logistic" : "multi:softprob");
    if (outputs > 1) {
      parameters.put("num_class", outputs);
    }
    return parameters;
  }

  private static double[] ours(TrainingSet train, TrainingSet test, int rounds) {
    Objective objective = Objective.logLoss(train);
    Learner learner = new BoostedTrees(objective, parameters(rounds));
    return FitClassifier.probabilities(
        FitClassifier.fit(learner, train, train.select(new int[0])), test);
  }

  private static double[] theirs(TrainingSet train, TrainingSet test, int rounds) {
    try {
      DMatrix rows = matrix(train);
      DMatrix tested = matrix(test);
      Booster booster =
          XGBoost.train(rows, peerParameters(train.outputs()), rounds, Map.of(), null, null);
      double[] all = new double[test.targets().length];
      int at = 0;
      for (float[] row : booster.predict(tested)) {
        for (float p : row) {
          all[at++] = p;
        }
      }
      booster.dispose();
      rows.dispose();
      tested.dispose();
      return all;
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  private static DMatrix matrix(TrainingSet set) throws XGBoostError {
    float[] values = new float[set.values().length];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) set.values()[at];
    }
    float[] labels = new float[set.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = set.label(row);
    }
    DMatrix matrix = new DMatrix(values, set.rows(), set.features(), Float.NaN);
    matrix.setLabel(labels);
    return matrix;
  }

  private interface Fit {
    double[] of(TrainingSet train, TrainingSet test, int rounds);
  }

  /** Every tenth row is tested by what the others taught. */
  private static double[] pooled(TrainingSet set, Fit fit) {
    double[] pooled = new double[set.rows()];
    for (int fold = 0; fold < 10; fold++) {
      int f = fold;
      int[] test = rows(set, row -> row % 10 == f);
      double[] p =
          fit.of(set.select(rows(set, row -> row % 10 != f)), set.select(test), ROUNDS);
      for (int i = 0; i < test.length; i++) {
        pooled[test[i]] = p[i];
      }
    }
    return pooled;
  }

  private static int[] rows(TrainingSet set, IntPredicate wanted) {
    return IntStream.range(0, set.rows()).filter(wanted).toArray();
  }

  @Test
  void realSessions() {
    for (TrainingSet set :
        new TrainingSet[] {OnlineShoppers.withPageValues(), OnlineShoppers.withoutPageValues()}) {
      var results =
          new Paired("ten folds of 12,330 sessions, " + set.features() + " features", Paired.ROUNDS)
              .run(
                  round -> pooled(set, BoostingBench::ours),
                  "xgboost",
                  round -> pooled(set, BoostingBench::theirs));
      double our = AreaUnderRoc.of(results.ours().get(0), set);
      double their = AreaUnderRoc.of(results.peer().get(0), set);
      System.out.printf("AUC %.4f, xgboost %.4f%n", our, their);
      System.out.printf(
          "average precision %.4f, xgboost %.4f%n",
          AveragePrecision.of(results.ours().get(0), set),
          AveragePrecision.of(results.peer().get(0), set));
      assertThat(our).isGreaterThan(their - 0.003);
    }
  }

  @Test
  void manyRows() {
    int rows = Integer.getInteger("basketwise.bench.rows", 400_000);
    int trees = Integer.getInteger("basketwise.bench.trees", 50);
    for (int outputs : new int[] {1, 5}) {
      TrainingSet set = RandomRows.of(71, rows, 60, outputs);
      TrainingSet test = RandomRows.of(72, 20_000, 60, outputs);
      var results =
          new Paired(rows + " rows, 60 features, " + outputs + " outputs", Paired.ROUNDS)
              .run(
                  round -> ours(set, test, trees),
                  "xgboost",
                  round -> theirs(set, test, trees));
      System.out.printf(
          "log loss %.4f, xgboost %.4f%n",
          LogLoss.of(results.ours().get(0), test), LogLoss.of(results.peer().get(0), test));
    }
  }
}

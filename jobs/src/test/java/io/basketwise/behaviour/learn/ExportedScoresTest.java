package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.TeaShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.decision.Intent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a scorer tells of sessions by the models of a version's file, beside what the training
 * library tells by what it found: trees over bins, weights of standardised features.
 */
class ExportedScoresTest {
  private static final int WIDTH = SessionFeature.count();
  private static final int INTENTS = Intent.values().length;
  private static final int SESSIONS = 100_000;
  private static final double TOLERANCE = 1e-6;
  private static final long SEED = 61;

  private static final BoostingParameters BOOSTING =
      new BoostingParameters(80, 0.1, 15, 2, 1, 0.8, 0.5, 20, 63, SEED);
  private static final RandomForest FOREST =
      new RandomForest(new RandomForest.Parameters(30, 64, 20, 32, SEED));
  private static final LogisticRegression REGRESSION = new LogisticRegression(50, 1e-3);

  private static final TrainingSet TRAIN = RandomRows.of(SEED, 3_000, WIDTH, INTENTS);
  private static final TrainingSet VALIDATION = RandomRows.of(SEED + 1, 1_000, WIDTH, INTENTS);
  private static final double[][] ROWS = rows();

  @TempDir Path folder;

  private static double[][] rows() {
    TrainingSet set = RandomRows.of(SEED + 2, SESSIONS, WIDTH, INTENTS);
    double[][] rows = IntStream.range(0, SESSIONS).mapToObj(set::row).toArray(double[][]::new);
    for (int row = 0; row < SESSIONS; row++) {
      rows[row][SessionFeature.ON_PRODUCT_PAGE.column()] = row % 3 == 0 ? 1 : 0;
      rows[row][SessionFeature.ON_CART.column()] = row % 3 == 1 ? 1 : 0;
      rows[row][SessionFeature.ON_CHECKOUT.column()] = row % 3 == 2 ? 1 : 0;
    }
    return rows;
  }

  /** The same rows, of which only one class is told, times something. */
  private static TrainingSet single(TrainingSet rows, int label, double times) {
    double[] targets =
        IntStream.range(0, rows.rows())
            .mapToDouble(row -> times * rows.share(row, label))
            .toArray();
    return new TrainingSet(WIDTH, 1, rows.values(), targets, rows.weights());
  }

  private static Objective objective(TrainingSet train) {
    return train.outputs() == 1 ? Objective.LOGISTIC : Objective.SOFTMAX;
  }

  private static Classifier learned(Family family, TrainingSet train, TrainingSet validation) {
    Learner learner =
        switch (family) {
          case BOOSTED_TREES -> new BoostedTrees(objective(train), BOOSTING);
          case RANDOM_FOREST -> FOREST;
          case LOGISTIC_REGRESSION -> REGRESSION;
        };
    return FitClassifier.fit(learner, train, validation);
  }

  /** What the training library gives to each of the rows. */
  private static IntFunction<double[]> own(
      Family family, TrainingSet train, TrainingSet validation) {
    return switch (family) {
      case BOOSTED_TREES ->
          own(new BoostedTrees(objective(train), BOOSTING).grow(train, validation));
      case RANDOM_FOREST -> own(FOREST.grow(train));
      case LOGISTIC_REGRESSION -> own(REGRESSION.standardised(train), train);
    };
  }

  /** By the bins that rows are in. */
  private static IntFunction<double[]> own(GrownTrees grown) {
    assertThat(grown.trees()).hasSizeGreaterThan(20);
    byte[][] columns = grown.cuts().bin(rowsAsSet());
    return row -> {
      double[] outputs = grown.base().clone();
      for (Tree tree : grown.trees()) {
        double[] leaf = tree.leaf(columns, row);
        for (int output = 0; output < outputs.length; output++) {
          outputs[output] += leaf[output];
        }
      }
      return outputs;
    };
  }

  private static TrainingSet rowsAsSet() {
    double[] values = Arrays.stream(ROWS).flatMapToDouble(Arrays::stream).toArray();
    double[] weights = new double[SESSIONS];
    Arrays.fill(weights, 1);
    return new TrainingSet(WIDTH, 1, values, weights, weights);
  }

  /** By weights of standardised features, the intercepts last; a missing feature is the mean. */
  private static IntFunction<double[]> own(double[] point, TrainingSet train) {
    StandardisedRows by = StandardisedRows.of(train);
    int outputs = train.outputs();
    return row -> {
      double[] scores = Arrays.copyOfRange(point, WIDTH * outputs, point.length);
      for (int at = 0; at < WIDTH * outputs; at++) {
        int feature = at % WIDTH;
        double value = (ROWS[row][feature] - by.means()[feature]) / by.deviations()[feature];
        scores[at / WIDTH] += Double.isNaN(value) ? 0 : point[at] * value;
      }
      return scores;
    };
  }

  /** The models after they were written, as a scorer takes them. */
  private BehaviourModels scored(BehaviourModels models) {
    Path version = TeaShop.stageWithModels(new ArtifactStore(folder), models);
    try (Artifact artifact = Artifact.openVerified(version)) {
      return artifact.behaviour().orElseThrow().models().quick();
    }
  }

  private static void same(
      String what, IntFunction<double[]> found, IntFunction<double[]> expected) {
    double worst = 0;
    int where = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < SESSIONS; row++) {
      double[] one = found.apply(row);
      double[] other = expected.apply(row);
      assertThat(one).hasSameSizeAs(other);
      for (int output = 0; output < one.length; output++) {
        double apart = Math.abs(one[output] - other[output]);
        if (!(apart <= worst)) {
          worst = apart;
          where = row;
        }
      }
      least = Math.min(least, other[0]);
      most = Math.max(most, other[0]);
    }
    assertThat(worst).as("%s, seed %d, row %d", what, SEED, where).isLessThan(TOLERANCE);
    assertThat(most - least).as("%s tells sessions apart, seed %d", what, SEED).isGreaterThan(0.3);
  }

  private static void same(
      String what, Classifier scored, Classifier learned, IntFunction<double[]> own) {
    same(
        what,
        row -> scored.probabilities(ROWS[row]),
        row -> {
          double[] outputs = own.apply(row);
          learned.link().logits(outputs);
          learned.calibration().probabilities(outputs);
          return outputs;
        });
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aScorerTellsTheProbabilitiesOfTheTrainingLibrary(Family family) {
    TrainingSet train = single(TRAIN, 0, 1);
    TrainingSet validation = single(VALIDATION, 0, 1);
    Classifier intent = learned(family, TRAIN, VALIDATION);
    Classifier purchase = learned(family, train, validation);
    BehaviourModels scored =
        scored(
            new BehaviourModels(Optional.of(intent), 0.5, Optional.of(purchase), Optional.empty()));
    same("intent", scored.intent().orElseThrow(), intent, own(family, TRAIN, VALIDATION));
    same("purchase", scored.purchase().orElseThrow(), purchase, own(family, train, validation));
  }

  /** Of the gain of offering, what is learned by trees, and what is made of it. */
  @Test
  void soItDoesTheGainOfOffering() {
    BoostedTrees chance = new BoostedTrees(Objective.LOGISTIC, BOOSTING);
    BoostedTrees amount = new BoostedTrees(Objective.SQUARED_ERROR, BOOSTING);
    GrownTrees order = chance.grow(single(TRAIN, 0, 1), single(VALIDATION, 0, 1));
    GrownTrees margin = amount.grow(single(TRAIN, 1, 20), single(VALIDATION, 1, 20));
    GrownTrees attach = amount.grow(single(TRAIN, 2, 5), single(VALIDATION, 2, 5));
    TimingModel learned = timing(order.ensemble(), margin.ensemble(), attach.ensemble());
    TimingModel scored =
        scored(new BehaviourModels(Optional.empty(), 1, Optional.empty(), Optional.of(learned)))
            .timing()
            .orElseThrow();
    same("order", row -> new double[] {scored.order().value(ROWS[row])}, own(order));
    same("margin", row -> new double[] {scored.margin().value(ROWS[row])}, own(margin));
    same("attach", row -> new double[] {scored.attach().value(ROWS[row])}, own(attach));
    same("gain", row -> gain(scored, ROWS[row]), row -> gain(learned, ROWS[row]));
  }

  private static TimingModel timing(Predictor order, Predictor margin, Predictor attach) {
    int terms = TimingModel.terms();
    double[] effect = IntStream.range(0, terms).mapToDouble(i -> 0.01 * (i + 1)).toArray();
    double[] covariance = new double[terms * terms];
    for (int i = 0; i < terms; i++) {
      covariance[i * terms + i] = 1e-4 * (i + 1);
    }
    return new TimingModel(
        order,
        margin,
        attach,
        effect,
        covariance,
        new double[] {0.1, 0.2, 0.3, 0.4},
        new double[] {0.5, 1, 1.5, 2},
        new double[] {200, 300, 400},
        new double[] {0.05, 0.5, 1},
        1.28);
  }

  private static double[] gain(TimingModel model, double[] row) {
    TimingModel.Gain gain = model.gain(row).orElseThrow();
    return new double[] {gain.mean(), gain.lower()};
  }
}

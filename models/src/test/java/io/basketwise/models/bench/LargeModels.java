package io.basketwise.models.bench;

import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Behaviour models as large as training may make them: as many trees of as many leaves as its
 * defaults allow, over features and thresholds drawn at random.
 */
final class LargeModels {
  private static final int INTENTS = 5;
  private static final int CLASSIFIER_TREES = 120;
  private static final int CLASSIFIER_LEAVES = 12;
  private static final int TIMING_TREES = 200;
  private static final int TIMING_LEAVES = 8;
  private static final double MOST_THRESHOLD = 3;
  private static final double LEAST_GAIN = 1e-6;

  private final SplittableRandom random;

  private LargeModels(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Intent, purchase and a timing model that would offer nearly always. */
  static BehaviourModels of(long seed) {
    var models = new LargeModels(seed);
    return new BehaviourModels(
        Optional.of(models.classifier(INTENTS)),
        0.3,
        Optional.of(models.classifier(1)),
        Optional.of(models.timing()));
  }

  private Classifier classifier(int outputs) {
    return new Classifier(
        trees(outputs, CLASSIFIER_TREES, CLASSIFIER_LEAVES),
        Link.LOGITS,
        Calibration.none(outputs));
  }

  private TimingModel timing() {
    int terms = TimingModel.terms();
    var effect = new double[terms];
    Arrays.fill(effect, 0, TimingModel.places(), 1);
    var covariance = new double[terms * terms];
    Arrays.fill(covariance, LEAST_GAIN);
    var ones = new double[TimingModel.moods()];
    Arrays.fill(ones, 1);
    var moments = new double[TimingModel.places()];
    Arrays.fill(moments, TimingModel.MIN_MOMENTS);
    return new TimingModel(
        trees(1, TIMING_TREES, TIMING_LEAVES),
        trees(1, TIMING_TREES, TIMING_LEAVES),
        trees(1, TIMING_TREES, TIMING_LEAVES),
        effect,
        covariance,
        new double[TimingModel.moods()],
        ones,
        moments,
        new double[] {1, 1, 1},
        2);
  }

  /** Trees whose splits are drawn leaf by leaf, so that some paths are longer than others. */
  private TreeEnsemble trees(int outputs, int trees, int leaves) {
    int nodes = 2 * leaves - 1;
    var roots = new int[trees];
    var feature = new int[trees * nodes];
    var left = new int[trees * nodes];
    var threshold = new double[trees * nodes];
    Arrays.fill(feature, -1);
    Arrays.fill(left, -1);
    for (int tree = 0; tree < trees; tree++) {
      roots[tree] = tree * nodes;
      for (int grown = roots[tree] + 1; grown < roots[tree] + nodes; grown += 2) {
        int split = roots[tree] + random.nextInt(grown - roots[tree]);
        while (left[split] >= 0) {
          split = roots[tree] + random.nextInt(grown - roots[tree]);
        }
        feature[split] = random.nextInt(SessionFeature.count());
        threshold[split] = MOST_THRESHOLD * random.nextDouble();
        left[split] = grown;
      }
    }
    double[] values = random.doubles((long) trees * nodes * outputs, 0, 0.01).toArray();
    return new TreeEnsemble(
        SessionFeature.count(), new double[outputs], roots, feature, threshold, left, values);
  }
}

package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.Predictor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chooses among families of classifiers by log loss on rows of a later time. */
public final class ChooseClassifier {
  private ChooseClassifier() {}

  /**
   * What was chosen.
   *
   * @param family that it is of
   * @param losses log loss of each family
   */
  public record Chosen(Family family, Classifier classifier, Map<Family, Double> losses) {}

  /**
   * Each family is stopped and calibrated on the first half of the validation rows and judged on
   * the second; rows of one session lie together. The chosen one is calibrated on all of them.
   */
  public static Chosen choose(List<Learner> learners, TrainingSet train, TrainingSet validation) {
    int half = validation.rows() / 2;
    TrainingSet first = validation.select(IntStream.range(0, half).toArray());
    TrainingSet second = validation.select(IntStream.range(half, validation.rows()).toArray());
    Map<Family, Double> losses = new EnumMap<>(Family.class);
    Family best = learners.get(0).family();
    Predictor bestPredictor = null;
    for (Learner learner : learners) {
      Predictor predictor = learner.fit(train, first);
      Classifier classifier = FitClassifier.calibrated(predictor, learner.family().link(), first);
      double loss = LogLoss.of(FitClassifier.probabilities(classifier, second), second);
      losses.put(learner.family(), loss);
      if (bestPredictor == null || loss < losses.getOrDefault(best, Double.MAX_VALUE)) {
        best = learner.family();
        bestPredictor = predictor;
      }
    }
    if (bestPredictor == null) {
      throw new IllegalArgumentException("no learner to choose from");
    }
    return new Chosen(
        best, FitClassifier.calibrated(bestPredictor, best.link(), validation), losses);
  }
}

package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.Predictor;

/** Learns classifiers, and asks them about many rows. */
public final class FitClassifier {
  private FitClassifier() {}

  /** Learns the predictor, then the calibration on the validation rows. */
  public static Classifier fit(Learner learner, TrainingSet train, TrainingSet validation) {
    return calibrated(learner.fit(train, validation), learner.family().link(), validation);
  }

  /** A predictor with the calibration that serves rows best. */
  public static Classifier calibrated(Predictor predictor, Link link, TrainingSet rows) {
    Classifier raw = new Classifier(predictor, link, Calibration.none(predictor.outputs()));
    return new Classifier(predictor, link, FitCalibration.fit(logits(raw, rows), rows));
  }

  /** Probabilities of the classes, a row's after another's. */
  public static double[] probabilities(Classifier classifier, TrainingSet set) {
    double[] all = logits(classifier, set);
    double[] one = new double[classifier.predictor().outputs()];
    for (int row = 0; row < set.rows(); row++) {
      System.arraycopy(all, row * one.length, one, 0, one.length);
      classifier.calibration().probabilities(one);
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    return all;
  }

  private static double[] logits(Classifier classifier, TrainingSet set) {
    double[] all = new double[set.rows() * classifier.predictor().outputs()];
    double[] one = new double[classifier.predictor().outputs()];
    for (int row = 0; row < set.rows(); row++) {
      classifier.predictor().predict(set.row(row), one);
      classifier.link().logits(one);
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    return all;
  }
}

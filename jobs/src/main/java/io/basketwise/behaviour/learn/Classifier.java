package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.Predictor;

/** A predictor with what turns its outputs into probabilities. */
public record Classifier(Predictor predictor, Link link, Calibration calibration) {
  /** Learns the predictor, then the calibration on the validation rows. */
  public static Classifier fit(Learner learner, TrainingSet train, TrainingSet validation) {
    Predictor predictor = learner.fit(train, validation);
    Link link = learner.family().link();
    Classifier raw = new Classifier(predictor, link, Calibration.none(train.outputs()));
    Calibration calibration = FitCalibration.fit(raw.logits(validation), validation);
    return new Classifier(predictor, link, calibration);
  }

  /** Probabilities of the classes, a row's after another's. */
  public double[] probabilities(TrainingSet set) {
    double[] all = logits(set);
    double[] one = new double[predictor.outputs()];
    for (int row = 0; row < set.rows(); row++) {
      System.arraycopy(all, row * one.length, one, 0, one.length);
      calibration.probabilities(one);
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    return all;
  }

  private double[] logits(TrainingSet set) {
    double[] all = new double[set.rows() * predictor.outputs()];
    double[] one = new double[predictor.outputs()];
    for (int row = 0; row < set.rows(); row++) {
      predictor.predict(set.row(row), one);
      link.logits(one);
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    return all;
  }
}

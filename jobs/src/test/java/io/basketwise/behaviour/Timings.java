package io.basketwise.behaviour;

import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import java.util.Arrays;
import java.util.Optional;

/** Models whose answers are known. */
final class Timings {
  /** Models that leave the decision to the stated rules. */
  static final BehaviourModels RULES = models(Optional.empty(), Optional.empty());

  private Timings() {}

  /**
   * A timing model that expects an order of 10 from half of the sessions, and 1 more by an offer.
   *
   * @param effect what an offer in the cart does to the chance of an order
   */
  static TimingModel inTheCart(double effect) {
    return in(new double[] {0, 1_000, 0}, effect);
  }

  /** The same of the checkout, too. */
  static TimingModel inCartAndCheckout(double effect) {
    return in(new double[] {0, 1_000, 1_000}, effect);
  }

  private static TimingModel in(double[] moments, double effect) {
    int terms = TimingModel.terms();
    double[] effects = new double[terms];
    Arrays.fill(effects, 0, TimingModel.places(), effect);
    return new TimingModel(
        constant(0),
        constant(10),
        constant(1),
        effects,
        new double[terms * terms],
        new double[TimingModel.moods()],
        new double[] {1, 1, 1, 1},
        moments,
        new double[] {1, 1, 1},
        0);
  }

  /** A model of purchases that thinks every session as likely. */
  static Classifier purchase(double logit) {
    return new Classifier(constant(logit), Link.LOGITS, new Calibration(1, new double[1]));
  }

  static BehaviourModels timed(double effect) {
    return models(Optional.empty(), Optional.of(inTheCart(effect)));
  }

  static BehaviourModels models(Optional<Classifier> purchase, Optional<TimingModel> timing) {
    return new BehaviourModels(Optional.empty(), 1, purchase, timing);
  }

  private static LinearModel constant(double value) {
    int width = SessionFeature.count();
    return new LinearModel(new double[width], new double[width], new double[] {value});
  }
}

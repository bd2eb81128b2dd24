package io.basketwise.models;

import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.Optional;

/** Models over session features whose answers can be worked out by hand. */
public final class SmallModels {
  private static final int WIDTH = SessionFeature.count();

  /** Of problem solver, upgrader, bulk buyer, gift shopper and explorer. */
  private static final int INTENTS = 5;

  private static final int LEAF = -1;

  private SmallModels() {}

  /** Two trees: a gift shopper looks at gifts, and who adds a second item solves a problem. */
  public static final TreeEnsemble GIFT_TREES =
      new TreeEnsemble(
          WIDTH,
          new double[INTENTS],
          new int[] {0, 3},
          new int[] {
            SessionFeature.GIFT_SHARE.column(), LEAF, LEAF,
            SessionFeature.CART_ITEMS.column(), LEAF, LEAF
          },
          new double[] {0.4, 0, 0, 1.5, 0, 0},
          new int[] {1, LEAF, LEAF, 4, LEAF, LEAF},
          new double[] {
            0, 0, 0, 0.5, 0, //
            0, 0, 0, -1, 0, //
            0, 0, 0, 3, 0, //
            0.25, 0, 0, 0, 0, //
            0, 0, 0, 0, 0, //
            2, 0, 0, 0, 0
          });

  /** Intent by {@link #GIFT_TREES}, calibrated. */
  public static final Classifier INTENT =
      new Classifier(
          GIFT_TREES, Link.LOGITS, new Calibration(1.25, new double[] {0, 0.1, 0, -0.1, 0}));

  /** A logit that rises with the cart and falls with the views. */
  public static final LinearModel CART_WEIGHTS = linear();

  /** The chance of an order by {@link #CART_WEIGHTS}. */
  public static final Classifier PURCHASE =
      new Classifier(CART_WEIGHTS, Link.LOGITS, new Calibration(0.75, new double[] {-0.5}));

  /** The chance of an order as a forest tells it: a fifth, or three fifths with a cart. */
  public static final Classifier PURCHASE_FOREST =
      new Classifier(
          new TreeEnsemble(
              WIDTH,
              new double[1],
              new int[] {0},
              new int[] {SessionFeature.CART_ITEMS.column(), LEAF, LEAF},
              new double[] {0.5, 0, 0},
              new int[] {1, LEAF, LEAF},
              new double[] {0.4, 0.2, 0.6}),
          Link.PROBABILITIES,
          Calibration.none(1));

  private static LinearModel linear() {
    double[] centre = new double[WIDTH];
    double[] weights = new double[WIDTH];
    centre[SessionFeature.CART_ITEMS.column()] = 1;
    weights[SessionFeature.CART_ITEMS.column()] = 0.5;
    weights[SessionFeature.VIEWS.column()] = -0.1;
    return new LinearModel(centre, weights, new double[] {0.3});
  }

  /** A prediction that is always the same. */
  public static Predictor constant(double value) {
    return new TreeEnsemble(
        WIDTH,
        new double[] {value},
        new int[0],
        new int[0],
        new double[0],
        new int[0],
        new double[0]);
  }

  /**
   * The gain of offering in the cart where every other session ends in an order of 10, an offer
   * sells for 0.1, and nothing is uncertain but the effect itself. The checkout was not logged.
   *
   * @param effect on the chance of an order
   * @param pace what a unit of pace adds to it
   * @param removal what an item taken out of the cart adds to it
   */
  public static TimingModel timing(double effect, double pace, double removal) {
    int terms = TimingModel.terms();
    double[] covariance = new double[terms * terms];
    covariance[terms + 1] = 1e-4;
    return new TimingModel(
        constant(0),
        constant(10),
        constant(0.1),
        new double[] {0, effect, 0, pace, 0, removal, 0, 0},
        covariance,
        new double[] {0, 0, 0, 0},
        new double[] {1, 1, 1, 1},
        new double[] {200, 200, 199},
        new double[] {1, 1, 1},
        2);
  }

  /** All three models; an intent of less than a half is not named. */
  public static BehaviourModels all() {
    return of(timing(0.1, 0, 0));
  }

  /** Intent and purchase with a timing model. */
  public static BehaviourModels of(TimingModel timing) {
    return new BehaviourModels(
        Optional.of(INTENT), 0.5, Optional.of(PURCHASE), Optional.of(timing));
  }
}

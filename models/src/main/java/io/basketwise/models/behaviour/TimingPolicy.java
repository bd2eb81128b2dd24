package io.basketwise.models.behaviour;

import io.basketwise.models.behaviour.TimingModel.Gain;
import io.basketwise.models.decision.Reason;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides whether a moment is one for an offer: the session must be likely enough to end in an
 * order, and the lower bound of the gain of offering must be above the placement's. Where no timing
 * model knows the placement, rules stand in: at the checkout nobody who gives a page less than
 * {@link #HURRIED_SECONDS} seconds is held up, and in the cart and the checkout nobody who takes
 * things out of the cart or keeps moving to cheaper ones.
 */
public final class TimingPolicy {
  /** Mean of the last three times on a page below which somebody is in a hurry. */
  public static final double HURRIED_SECONDS = 8;

  /** Share of moves to something cheaper from which on somebody minds prices. */
  public static final double CHEAPER_SHARE = 0.75;

  private static final double HURRIED = StrictMath.log1p(HURRIED_SECONDS);

  private final BehaviourModels models;
  private final double minPurchaseProbability;
  private final GainBounds minGain;

  /** A policy over models, with the bounds of the merchandisers' policy. */
  public TimingPolicy(BehaviourModels models, double minPurchaseProbability, GainBounds minGain) {
    this.models = models;
    this.minPurchaseProbability = minPurchaseProbability;
    this.minGain = minGain;
  }

  /**
   * What is thought of a moment.
   *
   * @param reason {@link Reason#OK} for an offer
   * @param purchase probability of an order, if there is a model
   * @param gain of offering, if there is a model
   */
  public record Verdict(Reason reason, OptionalDouble purchase, Optional<Gain> gain) {}

  /** Judges a moment by its features. */
  public Verdict judge(double[] row) {
    OptionalDouble purchase =
        models.purchase().isPresent()
            ? OptionalDouble.of(models.purchase().get().probabilities(row)[0])
            : OptionalDouble.empty();
    Optional<Gain> gain = models.timing().flatMap(model -> model.gain(row));
    return new Verdict(reason(row, purchase, gain), purchase, gain);
  }

  private Reason reason(double[] row, OptionalDouble purchase, Optional<Gain> gain) {
    if (purchase.orElse(1) < minPurchaseProbability) {
      return Reason.LOW_INTENT;
    }
    if (gain.isEmpty()) {
      return byRules(row);
    }
    return gain.get().lower() > minGain.at(row) ? Reason.OK : weightiest(row);
  }

  private static Reason byRules(double[] row) {
    boolean checkout = row[SessionFeature.ON_CHECKOUT.column()] == 1;
    if (checkout && row[SessionFeature.DWELL_LAST.column()] < HURRIED) {
      return Reason.RUSHING;
    }
    boolean deciding = checkout || row[SessionFeature.ON_CART.column()] == 1;
    boolean minds =
        row[SessionFeature.REMOVALS.column()] > 0
            || row[SessionFeature.CHEAPER_MOVES.column()] >= CHEAPER_SHARE;
    return deciding && minds ? Reason.PRICE_SENSITIVE : Reason.OK;
  }

  /** What took most from the effect of offering on the order: haste, prices, or neither. */
  private Reason weightiest(double[] row) {
    double pace = models.timing().map(model -> model.haste(row)).orElse(0.0);
    double price = models.timing().map(model -> model.prices(row)).orElse(0.0);
    if (Math.min(pace, price) >= 0) {
      return Reason.LOW_INTENT;
    }
    return pace <= price ? Reason.RUSHING : Reason.PRICE_SENSITIVE;
  }
}

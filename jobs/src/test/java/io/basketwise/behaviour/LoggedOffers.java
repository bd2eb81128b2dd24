package io.basketwise.behaviour;

import io.basketwise.models.behaviour.SessionFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A log of offers shown and withheld in the cart whose effects are known. */
final class LoggedOffers {
  /** Contribution margin of every order, and of every offer that is taken. */
  static final double MARGIN = 10;

  private final int moments;
  private final SplittableRandom random;
  private Effect effect = (pace, loose) -> 0;
  private Effect offering = (pace, loose) -> 0.5;
  private Effect told = (pace, loose) -> Double.NaN;
  private double taken;
  private boolean looseIsHidden;
  private boolean ignored;
  private boolean withoutIds;
  private boolean silent;
  private int visits;

  /** What depends on a moment's pace, and on whether the visitor is loose with money. */
  @FunctionalInterface
  interface Effect {
    double of(double pace, boolean loose);
  }

  LoggedOffers(long seed, int moments) {
    this.moments = moments;
    random = new SplittableRandom(seed);
  }

  /** What an offer adds to the chance of an order. */
  LoggedOffers effect(Effect value) {
    effect = value;
    return this;
  }

  /** Share of the shown offers that are taken; their margin comes on top. */
  LoggedOffers taken(double share) {
    taken = share;
    return this;
  }

  /** Nobody ordered anything by an offer; else by every second, at no margin. */
  LoggedOffers ignored() {
    ignored = true;
    return this;
  }

  /** Offers are logged without ids, so that orders cannot name them. */
  LoggedOffers withoutIds() {
    withoutIds = true;
    return this;
  }

  /** Nobody is ever seen to accept or decline. */
  LoggedOffers silent() {
    silent = true;
    return this;
  }

  /** The probability of an offer. */
  LoggedOffers offering(Effect probability) {
    offering = probability;
    return this;
  }

  /** What the log says of that probability, where it is wrong. */
  LoggedOffers told(Effect probability) {
    told = probability;
    return this;
  }

  /** Leaves out of the features who is loose with money. */
  LoggedOffers hidingWhoIsLoose() {
    looseIsHidden = true;
    return this;
  }

  /**
   * So many sessions are a visitor's, who is loose with money in all of them or in none, and for
   * whom chance decided once, as experiments do.
   */
  LoggedOffers visits(int sessions) {
    visits = sessions;
    return this;
  }

  /** Two moments a session, and a session a visitor unless told otherwise. */
  Sample draw() {
    List<String> visitors = new ArrayList<>();
    List<String> sessions = new ArrayList<>();
    boolean loose = false;
    double[] features = new double[moments * SessionFeature.count()];
    Arrays.fill(features, Double.NaN);
    boolean[] purchased = new boolean[moments];
    boolean[] offered = new boolean[moments];
    double[] margin = new double[moments];
    double[] offerMargin = new double[moments];
    double[] accepted = new double[moments];
    double[] propensity = new double[moments];
    for (int row = 0; row < moments; row++) {
      boolean drawn = visits == 0 || row % (2 * visits) == 0;
      sessions.add("s" + row / 2);
      visitors.add(visits == 0 ? "s" + row / 2 : "v" + row / (2 * visits));
      double pace = random.nextGaussian();
      loose = drawn ? random.nextBoolean() : loose;
      double p = offering.of(pace, loose);
      offered[row] = drawn ? random.nextDouble() < p : offered[row - 1];
      double chance = (loose ? 0.6 : 0.2) + (offered[row] ? effect.of(pace, loose) : 0);
      purchased[row] = random.nextDouble() < chance;
      margin[row] = purchased[row] ? MARGIN : 0;
      offerMargin[row] = offered[row] && random.nextDouble() < taken ? MARGIN : 0;
      accepted[row] = withoutIds ? Double.NaN : offered[row] && !ignored && row % 2 == 0 ? 1 : 0;
      double shown = told.of(pace, loose);
      double logged = Double.isNaN(shown) ? p : shown;
      propensity[row] = offered[row] ? logged : 1 - logged;
      set(features, row, SessionFeature.ON_CART, 1);
      set(features, row, SessionFeature.CART_ITEMS, row % 3);
      set(features, row, SessionFeature.OFFERS_DECLINED, silent ? 0 : row % 2);
      set(features, row, SessionFeature.PACE, pace);
      set(features, row, SessionFeature.KNOWN, loose && !looseIsHidden ? 1 : 0);
    }
    return new Sample(
        visitors,
        sessions,
        sessions,
        new int[moments],
        features,
        purchased,
        margin,
        offerMargin,
        accepted,
        offered,
        propensity);
  }

  private static void set(double[] features, int row, SessionFeature feature, double value) {
    features[row * SessionFeature.count() + feature.column()] = value;
  }
}

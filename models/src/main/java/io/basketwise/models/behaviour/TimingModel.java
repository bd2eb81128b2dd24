package io.basketwise.models.behaviour;

import java.util.Optional;

/**
 * The gain of offering now against staying quiet, in contribution margin of the session: what an
 * offer does to the chance of an order, times the margin of that order, and what the offer itself
 * sells. The effect on the order is linear in a few terms, so that it has an interval.
 *
 * @param order logit of an order when nothing is offered
 * @param margin contribution margin of an order, what the offer sells left aside
 * @param attach contribution margin of what the offer sells
 * @param effect coefficients of the terms
 * @param covariance of the coefficients, row by row
 * @param centre mean of each of {@link #MOODS}
 * @param scale standard deviation of each of them, above 0
 * @param moments that are known of a product page, the cart and the checkout: twice the rarer of
 *     logged offers and quiet moments
 * @param ceiling the most that an offer adds to the chance of an order, in the same places
 * @param z standard errors between the gain and its lower bound, 0 or more
 */
public record TimingModel(
    Predictor order,
    Predictor margin,
    Predictor attach,
    double[] effect,
    double[] covariance,
    double[] centre,
    double[] scale,
    double[] moments,
    double[] ceiling,
    double z) {
  /** Fewest moments of a placement from which its effect is known. */
  public static final double MIN_MOMENTS = 200;

  /** The placements whose effects are told apart. */
  private static final SessionFeature[] PLACES = {
    SessionFeature.ON_PRODUCT_PAGE, SessionFeature.ON_CART, SessionFeature.ON_CHECKOUT
  };

  /** What makes an offer in the cart or the checkout more or less welcome: haste, then prices. */
  private static final SessionFeature[] MOODS = {
    SessionFeature.PACE,
    SessionFeature.DWELL_LISTS,
    SessionFeature.REMOVALS,
    SessionFeature.CHEAPER_MOVES
  };

  /** Of {@link #MOODS} the first are about haste. */
  private static final int HASTE = 2;

  private static final int TERMS = PLACES.length + MOODS.length + 1;

  /** Number of terms. */
  public static int terms() {
    return TERMS;
  }

  /** Number of placements that are told apart. */
  public static int places() {
    return PLACES.length;
  }

  /** Number of features whose mean and deviation a model has. */
  public static int moods() {
    return MOODS.length;
  }

  /** The value of a feature that is centred and scaled. */
  public static double mood(double[] row, int mood) {
    return row[MOODS[mood].column()];
  }

  /** The place of the row's placement among those told apart, or -1. */
  public static int place(double[] row) {
    for (int place = 0; place < PLACES.length; place++) {
      if (row[PLACES[place].column()] == 1) {
        return place;
      }
    }
    return -1;
  }

  /** Checks the shapes. */
  public TimingModel {
    for (Predictor each : new Predictor[] {order, margin, attach}) {
      require(
          each.outputs() == 1 && each.features() == SessionFeature.count(),
          each.features() + " features and " + each.outputs() + " outputs");
    }
    require(effect.length == TERMS && covariance.length == TERMS * TERMS, "another shape");
    require(centre.length == MOODS.length && scale.length == MOODS.length, "another shape");
    require(moments.length == PLACES.length, "another shape");
    require(ceiling.length == PLACES.length, "another shape");
    for (double most : ceiling) {
      require(most >= 0 && most <= 1, "a ceiling of " + most);
    }
    require(z >= 0 && z < Double.POSITIVE_INFINITY, "z " + z);
    Finite.require("effect", effect);
    Finite.require("covariance", covariance);
    Finite.require("centre", centre);
    Finite.require("scale", scale);
    for (double each : scale) {
      require(each > 0, "scale " + each);
    }
  }

  /** The same with quick predictors. */
  public TimingModel quick() {
    return new TimingModel(
        order.quick(),
        margin.quick(),
        attach.quick(),
        effect,
        covariance,
        centre,
        scale,
        moments,
        ceiling,
        z);
  }

  private static void require(boolean holds, String found) {
    if (!holds) {
      throw new IllegalArgumentException("a timing model of " + found);
    }
  }

  /**
   * What offering gains.
   *
   * @param mean expected gain
   * @param lower its lower bound
   */
  public record Gain(double mean, double lower) {}

  /** The gain at a moment; nothing for a placement of which too little was logged. */
  public Optional<Gain> gain(double[] row) {
    int place = place(row);
    if (place < 0 || moments[place] < MIN_MOMENTS) {
      return Optional.empty();
    }
    double[] terms = terms(row, quietOrder(row), centre, scale);
    double change = 0;
    double variance = 0;
    for (int i = 0; i < TERMS; i++) {
      change += effect[i] * terms[i];
      for (int j = 0; j < TERMS; j++) {
        variance += terms[i] * covariance[i * TERMS + j] * terms[j];
      }
    }
    double stake = stake(row);
    double sold = attach.value(row);
    double bound = change - z * Math.sqrt(Math.max(0, variance));
    double most = ceiling[place];
    return Optional.of(
        new Gain(stake * Math.min(most, change) + sold, stake * Math.min(most, bound) + sold));
  }

  /**
   * The terms of the effect on the order. A small change b of its logit changes a probability p by
   * b p (1 - p): so do the placement's own term and, in the cart and the checkout, the moods. The
   * last term, of an empty cart, is that of earlier builds; this one's training leaves it 0.
   */
  public static double[] terms(double[] row, double p, double[] centre, double[] scale) {
    double[] terms = new double[TERMS];
    double slope = 4 * p * (1 - p);
    int place = place(row);
    if (place >= 0) {
      terms[place] = slope;
    }
    if (place > 0) {
      for (int mood = 0; mood < MOODS.length; mood++) {
        double value = mood(row, mood);
        terms[PLACES.length + mood] =
            Double.isNaN(value) ? 0 : slope * (value - centre[mood]) / scale[mood];
      }
    }
    terms[TERMS - 1] = row[SessionFeature.CART_ITEMS.column()] == 0 ? 1 : 0;
    return terms;
  }

  /** What haste did to the chance of an order. */
  public double haste(double[] row) {
    return moved(row, 0, HASTE);
  }

  /** What minding prices did to the chance of an order. */
  public double prices(double[] row) {
    return moved(row, HASTE, MOODS.length);
  }

  /**
   * Adds to each feature's place what it did to the mean gain of a row whose place has one: to what
   * the offer sells, to the stake, times the change, and to the change, times the stake of an
   * average row. A change above the ceiling counts in proportion. Together with what an offer sells
   * to an average row that is the mean gain; what the order's logit does to the terms stays with
   * the terms.
   */
  public void contribute(double[] row, double[] contributions) {
    attach.contribute(row, 0, contributions);
    double stake = stake(row);
    if (stake == 0) {
      return;
    }
    double[] moved = terms(row, quietOrder(row), centre, scale);
    double change = 0;
    for (int i = 0; i < TERMS; i++) {
      moved[i] *= effect[i];
      change += moved[i];
    }
    double most = ceiling[place(row)];
    double held = change > most ? most / change : 1;
    double[] ofStake = new double[contributions.length];
    margin.contribute(row, 0, ofStake);
    double usual = stake;
    for (int feature = 0; feature < ofStake.length; feature++) {
      contributions[feature] += ofStake[feature] * change * held;
      usual -= ofStake[feature];
    }
    for (int i = 0; i < TERMS; i++) {
      contributions[feature(i).column()] += usual * held * moved[i];
    }
  }

  /** The feature that a term is about. */
  private static SessionFeature feature(int term) {
    if (term < PLACES.length) {
      return PLACES[term];
    }
    int mood = term - PLACES.length;
    return mood < MOODS.length ? MOODS[mood] : SessionFeature.CART_ITEMS;
  }

  private double moved(double[] row, int from, int to) {
    double[] terms = terms(row, quietOrder(row), centre, scale);
    double moved = 0;
    for (int mood = from; mood < to; mood++) {
      moved += effect[PLACES.length + mood] * terms[PLACES.length + mood];
    }
    return moved;
  }

  /** The probability of an order when nothing is offered. */
  public double quietOrder(double[] row) {
    return 1 / (1 + StrictMath.exp(-order.value(row)));
  }

  /** The contribution margin of an order, what the offer sells left aside; 0 or more. */
  public double stake(double[] row) {
    return Math.max(0, margin.value(row));
  }
}

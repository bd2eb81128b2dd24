package io.basketwise.behaviour;

import io.basketwise.behaviour.learn.BoostedTrees;
import io.basketwise.behaviour.learn.BoostingParameters;
import io.basketwise.behaviour.learn.Objective;
import io.basketwise.behaviour.learn.TrainingSet;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Learns from a log of shown and withheld offers what offering gains. A doubly robust learner
 * (Kennedy 2023) with cross-fitting over visitors: models of the order's probability with and
 * without an offer make scores whose mean is the effect even where one of them or the propensity is
 * wrong; the effect is what weighted least squares over a few terms finds in these scores, with the
 * covariance of its coefficients.
 *
 * <p>The effect on the order is learned as a probability and multiplied by the margin that is at
 * stake; what offers sell is learned apart. Carts differ a hundredfold in margin, and one that was
 * abandoned by chance would otherwise drown the effect. It takes the margin of an order to be the
 * same with and without an offer, what the offer itself sold left aside, offers to be of the kind
 * that was logged. What nobody takes makes no orders.
 */
final class LearnTiming {
  /**
   * Visitors are dealt to this many folds; each is judged by models of the others. An experiment
   * draws once for a visitor, so that only visitors are independent evidence.
   */
  private static final int FOLDS = 3;

  /** The placements that a model tells apart. */
  private static final List<String> PLACES =
      List.of("on product pages", "in the cart", "in the checkout");

  /** Least probability of an action; a smaller one counts as this, against single heavy rows. */
  static final double CLIP = 0.05;

  /** Fewest moments of either action. */
  private static final int MIN_MOMENTS = 200;

  /**
   * Fewest visitors with either action, and with an order, so that there are some in every fold.
   */
  private static final int MIN_VISITORS = 50;

  /** Pull of the coefficients to 0, and variance of a score whatever the order's probability. */
  private static final double RIDGE = 10;

  private static final double FLOOR = 0.02;

  private static final BoostingParameters OUTCOME =
      new BoostingParameters(200, 0.05, 8, 20, 10, 0.8, 0.5, 20, 63, 1);

  private final Sample log;
  private final int[] fold;

  private LearnTiming(Sample log) {
    this.log = log;
    fold =
        log.visitors().stream()
            .mapToInt(visitor -> Math.floorMod((visitor.hashCode() * 0x9E3779B9) >>> 7, FOLDS))
            .toArray();
  }

  /**
   * Learns from those logged moments that chance decided: of others nobody knows what the other
   * action would have brought.
   *
   * @param confidence one-sided, of the lower bound
   * @return nothing where the log has too few such moments, or too few orders of known margin
   */
  static Optional<TimingModel> fit(Sample log, double confidence) {
    Sample decided = decided(log);
    return lackingOf(decided).isEmpty()
        ? Optional.of(new LearnTiming(decided).fit(confidence))
        : Optional.empty();
  }

  /** Why nothing can be learned from a log, if so. */
  static Optional<String> lacking(Sample log) {
    return lackingOf(decided(log));
  }

  /** What a reader of the summary should know of what was learned. */
  static List<String> notes(TimingModel learned) {
    return IntStream.range(0, PLACES.size())
        .filter(place -> learned.ceiling()[place] == 0)
        .mapToObj(PLACES::get)
        .map(
            place ->
                "timing: none of the offers shown " + place + " was ever taken, it is quiet there")
        .toList();
  }

  private static Sample decided(Sample log) {
    return log.select(log.rows(row -> byChance(log, row)));
  }

  /** Why nothing can be learned from moments that chance decided, if so. */
  private static Optional<String> lackingOf(Sample log) {
    if (!enough(log, row -> log.offered()[row]) || !enough(log, row -> !log.offered()[row])) {
      return Optional.of(
          "the log has fewer than 200 offers or quiet moments,"
              + " of 50 visitors each, that chance could have turned into the other");
    }
    LearnTiming known = new LearnTiming(log);
    if (Arrays.stream(known.moments(known.ceilings())).max().orElse(0) < TimingModel.MIN_MOMENTS) {
      return Optional.of(
          "neither on product pages nor in the cart nor in the checkout does the log have 100 offers"
              + " and 100 quiet moments that chance could have turned into the other");
    }
    if (visitors(log, row -> log.purchased()[row]) < MIN_VISITORS) {
      return Optional.of(
          "of the visitors with offers or quiet moments fewer than 50 are known to have ordered then,"
              + " as 'session_id' of orders or 'order_id' of purchase events tells");
    }
    if (visitors(log, row -> sold(log, row)) < MIN_VISITORS || !Margins.mostlyKnown(log)) {
      return Optional.of(
          "the margins of too many orders are unknown, unit costs are missing in the catalog");
    }
    return Optional.empty();
  }

  /** Whether there was an order whose margin is known. */
  private static boolean sold(Sample log, int row) {
    return log.purchased()[row] && !Double.isNaN(log.margin()[row]);
  }

  private static boolean enough(Sample log, IntPredicate action) {
    return log.rows(action).length >= MIN_MOMENTS && visitors(log, action) >= MIN_VISITORS;
  }

  private static long visitors(Sample log, IntPredicate rows) {
    return Arrays.stream(log.rows(rows)).mapToObj(log.visitors()::get).distinct().count();
  }

  /** Whether the propensity is known and either could have been done. */
  static boolean byChance(Sample log, int row) {
    return log.propensity()[row] > 0 && log.propensity()[row] < 1;
  }

  /** Probability that an offer was shown, clipped. */
  static double offering(Sample log, int row) {
    double propensity = log.propensity()[row];
    double offering = log.offered()[row] ? propensity : 1 - propensity;
    return Math.min(1 - CLIP, Math.max(CLIP, offering));
  }

  private TimingModel fit(double confidence) {
    double[] quietly = new double[log.size()];
    double[] scores = new double[log.size()];
    for (int k = 0; k < FOLDS; k++) {
      int held = k;
      Predictor offered = order(row -> fold[row] != held && log.offered()[row]);
      Predictor quiet = order(row -> fold[row] != held && !log.offered()[row]);
      for (int row : log.rows(row -> fold[row] == held)) {
        quietly[row] = probability(quiet, row);
        scores[row] = score(row, probability(offered, row), quietly[row]);
      }
    }
    double[] centre = new double[TimingModel.moods()];
    double[] scale = new double[TimingModel.moods()];
    moods(centre, scale);
    double[][] terms = new double[log.size()][];
    double[] weights = new double[log.size()];
    for (int row = 0; row < terms.length; row++) {
      double[] features = log.row(row);
      terms[row] = TimingModel.terms(features, quietly[row], centre, scale);
      // What an empty cart adds drowns in noise, and a ceiling does without it.
      terms[row][TimingModel.terms() - 1] = 0;
      weights[row] = 1 / (quietly[row] * (1 - quietly[row]) + FLOOR);
    }
    double[] ceilings = ceilings();
    double[] offerMargins = Margins.estimated(log.offerMargin());
    LeastSquares effect = LeastSquares.fit(terms, scores, weights, log.visitors(), RIDGE);
    return new TimingModel(
        order(row -> !log.offered()[row]),
        learned(Objective.SQUARED_ERROR, row -> sold(log, row), row -> log.margin()[row]),
        learned(Objective.SQUARED_ERROR, row -> log.offered()[row], row -> offerMargins[row]),
        effect.coefficients(),
        effect.covariance(),
        centre,
        scale,
        moments(ceilings),
        ceilings,
        new NormalDistribution().inverseCumulativeProbability(confidence));
  }

  /**
   * How much is known of each place: twice the rarer of offers and quiet moments, because without
   * either there is no effect to be found. To know that nobody takes an offer, offers will do.
   */
  private double[] moments(double[] ceilings) {
    double[] offers = new double[ceilings.length];
    double[] quiet = new double[ceilings.length];
    for (int row = 0; row < log.size(); row++) {
      int place = TimingModel.place(log.row(row));
      if (place >= 0) {
        (log.offered()[row] ? offers : quiet)[place]++;
      }
    }
    return IntStream.range(0, ceilings.length)
        .mapToDouble(
            place ->
                ceilings[place] == 0 ? offers[place] : 2 * Math.min(offers[place], quiet[place]))
        .toArray();
  }

  /**
   * The most that an offer adds to the chance of an order, by place: nothing where enough were
   * shown and none was taken. A log that never tells of an answer to an offer, nor of an order by
   * one, cannot tell that none was taken either.
   */
  private double[] ceilings() {
    double[] shown = new double[TimingModel.places()];
    boolean[] taken = new boolean[TimingModel.places()];
    boolean tells = false;
    for (int row : log.rows(row -> log.offered()[row] && !Double.isNaN(log.taken()[row]))) {
      tells |= log.taken()[row] == 1 || answered(log.row(row));
      int place = TimingModel.place(log.row(row));
      if (place >= 0) {
        shown[place]++;
        taken[place] |= log.taken()[row] == 1;
      }
    }
    double[] ceilings = new double[TimingModel.places()];
    for (int place = 0; place < ceilings.length; place++) {
      boolean never = tells && !taken[place] && shown[place] >= MIN_MOMENTS;
      ceilings[place] = never ? 0 : 1;
    }
    return ceilings;
  }

  /** Whether an offer was accepted or declined earlier in the session. */
  private static boolean answered(double[] row) {
    return row[SessionFeature.OFFERS_ACCEPTED.column()] > 0
        || row[SessionFeature.OFFERS_DECLINED.column()] > 0;
  }

  /** The doubly robust score of the effect on the order: equation 2 of Kennedy 2023. */
  private double score(int row, double offered, double quiet) {
    double e = offering(log, row);
    double y = log.purchased()[row] ? 1 : 0;
    double residual = log.offered()[row] ? (y - offered) / e : -(y - quiet) / (1 - e);
    return offered - quiet + residual;
  }

  private void moods(double[] centre, double[] scale) {
    for (int mood = 0; mood < centre.length; mood++) {
      int column = mood;
      double[] known =
          IntStream.range(0, log.size())
              .mapToDouble(row -> TimingModel.mood(log.row(row), column))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      double mean = Arrays.stream(known).average().orElse(0);
      double square = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      centre[mood] = mean;
      scale[mood] = square > 0 ? Math.sqrt(square) : 1;
    }
  }

  private Predictor order(IntPredicate rows) {
    return learned(Objective.LOGISTIC, rows, row -> log.purchased()[row] ? 1 : 0);
  }

  /** A tenth of the visitors tells when to stop. */
  private Predictor learned(Objective objective, IntPredicate rows, IntToDoubleFunction target) {
    IntUnaryOperator tenth =
        row -> Math.floorMod((log.visitors().get(row).hashCode() * 0x85EBCA6B) >>> 11, 10);
    TrainingSet train =
        log.amounts(log.rows(row -> rows.test(row) && tenth.applyAsInt(row) > 0), target);
    TrainingSet watched =
        log.amounts(log.rows(row -> rows.test(row) && tenth.applyAsInt(row) == 0), target);
    return new BoostedTrees(objective, OUTCOME).fit(train, watched);
  }

  private double probability(Predictor predictor, int row) {
    return 1 / (1 + StrictMath.exp(-predictor.value(log.row(row))));
  }
}

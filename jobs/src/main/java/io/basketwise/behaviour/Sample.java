package io.basketwise.behaviour;

import io.basketwise.behaviour.learn.TrainingSet;
import io.basketwise.models.behaviour.SessionFeature;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Rows of one kind on the driver, by visitor, session and position: about 600 bytes each.
 *
 * @param visitors whose sessions they are, the session itself where nobody knows
 * @param events that logged the moments, empty for other rows
 * @param days since 1970
 * @param features a row's after another's
 * @param purchased whether the session ended in an order
 * @param margin of what was ordered without the moment's offer, NaN where it is unknown
 * @param offerMargin of what was ordered by it, likewise
 * @param taken 1 if it was accepted or anything was ordered by it, 0 if not, NaN if nobody could
 *     tell
 * @param offered whether an offer was shown
 * @param propensity probability of what was done
 */
record Sample(
    List<String> visitors,
    List<String> sessions,
    List<String> events,
    int[] days,
    double[] features,
    boolean[] purchased,
    double[] margin,
    double[] offerMargin,
    double[] taken,
    boolean[] offered,
    double[] propensity) {
  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.<String>getAs(SessionRow.VISITOR))
          .thenComparing(row -> row.<String>getAs(SessionRow.SESSION))
          .thenComparing(row -> row.<Integer>getAs(SessionRow.POSITION));

  /** Rows in any order. */
  static Sample of(List<Row> rows) {
    List<Row> all = rows.stream().sorted(ORDER).toList();
    int width = SessionFeature.count();
    double[] features = new double[Math.multiplyExact(all.size(), width)];
    for (int row = 0; row < all.size(); row++) {
      SessionRow.unpack(all.get(row), features, row * width);
    }
    return new Sample(
        all.stream().map(row -> row.<String>getAs(SessionRow.VISITOR)).toList(),
        all.stream().map(row -> row.<String>getAs(SessionRow.SESSION)).toList(),
        all.stream().map(row -> row.<String>getAs(SessionRow.EVENT)).toList(),
        all.stream().mapToInt(row -> row.<Integer>getAs(SessionRow.DAY)).toArray(),
        features,
        flags(all, SessionRow.PURCHASED),
        doubles(all, SessionRow.MARGIN),
        doubles(all, SessionRow.OFFER_MARGIN),
        doubles(all, SessionRow.TAKEN),
        flags(all, SessionRow.OFFERED),
        doubles(all, SessionRow.PROPENSITY));
  }

  private static boolean[] flags(List<Row> rows, String column) {
    boolean[] flags = new boolean[rows.size()];
    for (int row = 0; row < flags.length; row++) {
      flags[row] = rows.get(row).<Boolean>getAs(column);
    }
    return flags;
  }

  private static double[] doubles(List<Row> rows, String column) {
    return rows.stream().mapToDouble(row -> row.<Double>getAs(column)).toArray();
  }

  int size() {
    return days.length;
  }

  double[] row(int row) {
    int width = SessionFeature.count();
    return Arrays.copyOfRange(features, row * width, (row + 1) * width);
  }

  int[] rows(IntPredicate kept) {
    return IntStream.range(0, size()).filter(kept).toArray();
  }

  /** Some of the rows. */
  Sample select(int[] rows) {
    return new Sample(
        Arrays.stream(rows).mapToObj(visitors::get).toList(),
        Arrays.stream(rows).mapToObj(sessions::get).toList(),
        Arrays.stream(rows).mapToObj(events::get).toList(),
        Arrays.stream(rows).map(row -> days[row]).toArray(),
        values(rows),
        flags(rows, purchased),
        doubles(rows, margin),
        doubles(rows, offerMargin),
        doubles(rows, taken),
        flags(rows, offered),
        doubles(rows, propensity));
  }

  private static boolean[] flags(int[] rows, boolean[] of) {
    boolean[] flags = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      flags[i] = of[rows[i]];
    }
    return flags;
  }

  private static double[] doubles(int[] rows, double[] of) {
    return Arrays.stream(rows).mapToDouble(row -> of[row]).toArray();
  }

  /** Rows of sessions that began on days from one on, before another. */
  int[] between(int from, int to) {
    return rows(row -> days[row] >= from && days[row] < to);
  }

  /** The rows of which the labels tell something, with the probability of each intent. */
  TrainingSet intents(int[] rows, Map<String, double[]> labels, int intents) {
    int[] labelled =
        Arrays.stream(rows).filter(row -> labels.containsKey(sessions.get(row))).toArray();
    double[] targets = new double[labelled.length * intents];
    for (int i = 0; i < labelled.length; i++) {
      double[] shares = labels.getOrDefault(sessions.get(labelled[i]), new double[intents]);
      System.arraycopy(shares, 0, targets, i * intents, intents);
    }
    return new TrainingSet(
        SessionFeature.count(), intents, values(labelled), targets, ones(labelled.length));
  }

  /** Rows with whether the session ended in an order. */
  TrainingSet purchases(int[] rows) {
    return amounts(rows, row -> purchased[row] ? 1 : 0);
  }

  /** Rows with an amount each. */
  TrainingSet amounts(int[] rows, IntToDoubleFunction amount) {
    return new TrainingSet(
        SessionFeature.count(),
        1,
        values(rows),
        Arrays.stream(rows).mapToDouble(amount).toArray(),
        ones(rows.length));
  }

  private double[] values(int[] rows) {
    int width = SessionFeature.count();
    double[] values = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features, rows[i] * width, values, i * width, width);
    }
    return values;
  }

  private static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }
}

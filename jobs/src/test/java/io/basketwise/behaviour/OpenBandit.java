package io.basketwise.behaviour;

import io.basketwise.tables.ParquetRows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;

/**
 * A real log of recommended items and their clicks, with the logging policy as far as the log tells
 * it.
 */
final class OpenBandit {
  static final int ITEMS = 34;
  private static final int POSITIONS = 3;
  private static final int ACTIONS = ITEMS * POSITIONS;

  /** Views of the mean click rate that each item's own is mixed with. */
  private static final double PRIOR_VIEWS = 100;

  private final int[] action;
  private final double[] click;
  private final double[] propensity;

  private OpenBandit(int[] action, double[] click, double[] propensity) {
    this.action = action;
    this.click = click;
    this.propensity = propensity;
  }

  static OpenBandit read(String name) {
    List<Group> rows = ParquetRows.read(Path.of("src", "test", "resources", "open-bandit", name));
    return new OpenBandit(
        rows.stream()
            .mapToInt(
                row -> (int) (ITEMS * (row.getLong("position", 0) - 1) + row.getLong("item_id", 0)))
            .toArray(),
        rows.stream().mapToDouble(row -> row.getLong("click", 0)).toArray(),
        rows.stream().mapToDouble(row -> row.getDouble("propensity_score", 0)).toArray());
  }

  /** A click rate of each item at each position, anything up to a largest. */
  static double[] drawRates(double most, SplittableRandom random) {
    return random.doubles(ACTIONS, 0, most).toArray();
  }

  /** The same recommendations with clicks that are drawn by rates. */
  OpenBandit clicked(double[] rates, SplittableRandom random) {
    double[] drawn =
        Arrays.stream(action).mapToDouble(a -> random.nextDouble() < rates[a] ? 1 : 0).toArray();
    return new OpenBandit(action, drawn, propensity);
  }

  /** What a policy is truly worth where clicks come by rates, at the positions of this log. */
  double worth(double[] policy, double[] rates) {
    double sum = 0;
    for (int each : action) {
      int from = each / ITEMS * ITEMS;
      for (int a = from; a < from + ITEMS; a++) {
        sum += policy[a] * rates[a];
      }
    }
    return sum / size();
  }

  int size() {
    return action.length;
  }

  /** Uniform at every position. */
  static double[] uniform() {
    double[] policy = new double[ACTIONS];
    Arrays.fill(policy, 1.0 / ITEMS);
    return policy;
  }

  /**
   * The probability of each item at each position over the log's time. Likely items are logged when
   * they are likeliest, so that their arithmetic mean is too large; the harmonic mean is not.
   */
  double[] policy() {
    double[] inverse = new double[ACTIONS];
    double[] seen = new double[ACTIONS];
    for (int row = 0; row < size(); row++) {
      inverse[action[row]] += 1 / propensity[row];
      seen[action[row]]++;
    }
    double[] policy = new double[ACTIONS];
    for (int position = 0; position < POSITIONS; position++) {
      int from = position * ITEMS;
      double sum = 0;
      for (int a = from; a < from + ITEMS; a++) {
        policy[a] = seen[a] == 0 ? 0 : seen[a] / inverse[a];
        sum += policy[a];
      }
      for (int a = from; a < from + ITEMS; a++) {
        policy[a] /= sum;
      }
    }
    return policy;
  }

  /** What the log's own policy was worth. */
  OffPolicy.Value own() {
    return OffPolicy.estimate(log(row -> 1, new double[][] {new double[ACTIONS]}, uniform())).ips();
  }

  /** What another policy would have been worth, with click rates of the log's other half. */
  OffPolicy.Estimate of(double[] policy) {
    return OffPolicy.estimate(
        log(
            row -> policy[action[row]] / propensity[row],
            new double[][] {rates(1), rates(0)},
            policy));
  }

  private double[] rates(int half) {
    int[] rows = IntStream.range(0, size()).filter(row -> row % 2 == half).toArray();
    double mean = Arrays.stream(rows).mapToDouble(row -> click[row]).average().orElseThrow();
    double[] clicks = new double[ACTIONS];
    double[] views = new double[ACTIONS];
    for (int row : rows) {
      clicks[action[row]] += click[row];
      views[action[row]]++;
    }
    return IntStream.range(0, ACTIONS)
        .mapToDouble(a -> (clicks[a] + PRIOR_VIEWS * mean) / (views[a] + PRIOR_VIEWS))
        .toArray();
  }

  private OffPolicy.Log log(IntToDoubleFunction weight, double[][] rates, double[] policy) {
    double[] expected = new double[size()];
    double[] policyExpected = new double[size()];
    for (int row = 0; row < size(); row++) {
      double[] model = rates[row % rates.length];
      expected[row] = model[action[row]];
      int from = action[row] / ITEMS * ITEMS;
      for (int a = from; a < from + ITEMS; a++) {
        policyExpected[row] += policy[a] * model[a];
      }
    }
    return new OffPolicy.Log(
        IntStream.range(0, size()).toArray(),
        click,
        IntStream.range(0, size()).mapToDouble(weight).toArray(),
        expected,
        policyExpected);
  }
}

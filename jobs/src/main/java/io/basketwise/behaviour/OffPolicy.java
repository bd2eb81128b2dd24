package io.basketwise.behaviour;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What another policy would have been worth on a log with propensities: inverse propensity scores
 * (IPS; Horvitz and Thompson 1952), self-normalised (SNIPS; Swaminathan and Joachims 2015) and
 * doubly robust (Dudík et al. 2011), each with a normal interval over groups of rows.
 */
public final class OffPolicy {
  private static final double Z = new NormalDistribution().inverseCumulativeProbability(0.975);

  private OffPolicy() {}

  /**
   * An estimate with its 95 % interval, which is infinite where there is one group of rows alone.
   *
   * @param value mean reward of a row; NaN where no row has any weight
   */
  public record Value(double value, double low, double high) {}

  /**
   * What was found.
   *
   * @param effectiveSize rows of equal weight that would tell as much (Kish 1965)
   * @param overlap share of the rows whose action the policy could have taken
   * @param largestWeight of any row
   */
  public record Estimate(
      Value ips,
      Value snips,
      Value doublyRobust,
      double effectiveSize,
      double overlap,
      double largestWeight) {}

  /**
   * A log as a policy sees it, one value a row.
   *
   * @param group rows of one group, which lie together, are no independent evidence
   * @param reward what the logged action brought
   * @param weight probability of the logged action under the policy over that under the log
   * @param expected what a model expects of the logged action
   * @param policyExpected what it expects of the policy's actions
   */
  public record Log(
      int[] group, double[] reward, double[] weight, double[] expected, double[] policyExpected) {}

  /** Estimates the value of a policy. */
  public static Estimate estimate(Log log) {
    int rows = log.reward.length;
    if (rows == 0) {
      throw new IllegalArgumentException("a log without rows");
    }
    double[] weighted = new double[rows];
    double[] robust = new double[rows];
    double sum = 0;
    double squares = 0;
    double most = 0;
    int overlapping = 0;
    for (int row = 0; row < rows; row++) {
      double w = log.weight[row];
      weighted[row] = w * log.reward[row];
      robust[row] = log.policyExpected[row] + w * (log.reward[row] - log.expected[row]);
      sum += w;
      squares += w * w;
      most = Math.max(most, w);
      overlapping += w > 0 ? 1 : 0;
    }
    return new Estimate(
        mean(log, weighted),
        normalised(log, weighted, sum),
        mean(log, robust),
        squares == 0 ? 0 : sum * sum / squares,
        (double) overlapping / rows,
        most);
  }

  private static Value mean(Log log, double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double[] centred = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      centred[row] = (values[row] - mean) / values.length;
    }
    return interval(log, mean, centred);
  }

  /** The interval by the delta method. */
  private static Value normalised(Log log, double[] weighted, double sum) {
    if (sum == 0) {
      return new Value(Double.NaN, Double.NaN, Double.NaN);
    }
    double total = 0;
    for (double value : weighted) {
      total += value;
    }
    double value = total / sum;
    double[] centred = new double[weighted.length];
    for (int row = 0; row < weighted.length; row++) {
      centred[row] = (weighted[row] - log.weight[row] * value) / sum;
    }
    return interval(log, value, centred);
  }

  private static Value interval(Log log, double value, double[] centred) {
    double variance = 0;
    double group = 0;
    int groups = 0;
    for (int row = 0; row < centred.length; row++) {
      group += centred[row];
      if (row + 1 == centred.length || log.group[row] != log.group[row + 1]) {
        variance += group * group;
        groups++;
        group = 0;
      }
    }
    double half =
        groups > 1 ? Z * Math.sqrt(variance * groups / (groups - 1)) : Double.POSITIVE_INFINITY;
    return new Value(value, value - half, value + half);
  }

  /** The difference of two policies' doubly robust values on the same rows, with its interval. */
  public static Value difference(Log one, Log other) {
    double[] difference = new double[one.reward.length];
    for (int row = 0; row < difference.length; row++) {
      difference[row] = robust(one, row) - robust(other, row);
    }
    return mean(one, difference);
  }

  private static double robust(Log log, int row) {
    return log.policyExpected[row] + log.weight[row] * (log.reward[row] - log.expected[row]);
  }
}

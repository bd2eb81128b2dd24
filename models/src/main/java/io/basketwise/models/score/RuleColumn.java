package io.basketwise.models.score;

import io.basketwise.models.artifact.Bundles;
import java.util.Arrays;

/** What the rules that fire say of each candidate. */
final class RuleColumn {
  private double[] sum = new double[CandidateSet.FIRST_CAPACITY];
  private double[] confidence = new double[CandidateSet.FIRST_CAPACITY];
  private double[] lift = new double[CandidateSet.FIRST_CAPACITY];
  private int[] anchor = new int[CandidateSet.FIRST_CAPACITY];
  private int[] count = new int[CandidateSet.FIRST_CAPACITY];

  void grow(int capacity) {
    sum = Arrays.copyOf(sum, capacity);
    confidence = Arrays.copyOf(confidence, capacity);
    lift = Arrays.copyOf(lift, capacity);
    anchor = Arrays.copyOf(anchor, capacity);
    count = Arrays.copyOf(count, capacity);
  }

  /** Adds a rule whose antecedent starts with an item; equal confidence is won by lift. */
  void add(int slot, int firstItem, Bundles bundles, int rule) {
    double found = bundles.confidence(rule);
    sum[slot] += found;
    if (found > confidence[slot]
        || (found == confidence[slot] && bundles.lift(rule) > lift[slot])) {
      confidence[slot] = found;
      lift[slot] = bundles.lift(rule);
      anchor[slot] = firstItem;
      count[slot] = bundles.ruleCount(rule);
    }
  }

  /** Whether any rule fires; a rule's confidence is above 0. */
  boolean fires(int slot) {
    return confidence[slot] > 0;
  }

  double confidenceSum(int slot) {
    return sum[slot];
  }

  double confidence(int slot) {
    return confidence[slot];
  }

  double lift(int slot) {
    return lift[slot];
  }

  int anchor(int slot) {
    return anchor[slot];
  }

  int count(int slot) {
    return count[slot];
  }
}

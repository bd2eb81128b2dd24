package io.basketwise.behaviour;

import java.util.Arrays;

/**
 * Turns votes into probabilities without having seen a label: expectation maximisation over how
 * often each function votes in sessions of each intent (Dawid and Skene 1979, Ratner et al. 2017).
 * Functions count as independent given the intent, and an abstention is an outcome like a vote.
 *
 * <p>Left alone, the intents of such a model drift to whatever splits the votes best, because
 * functions look at the same few facts and it grows ever surer of itself. Two things hold them:
 * intents are equally likely, and of no session is it ever quite sure while it learns the rates.
 */
final class LabelModel {
  private static final int MAX_SWEEPS = 200;
  private static final double TOLERANCE = 1e-4;

  /** A vote and an abstention that every rate has seen. */
  private static final double PRIOR = 1;

  private final int intents;
  private final int[] own;
  private final double[][] logVote;
  private final double[][] logAbstain;

  private LabelModel(int intents, int[] own) {
    this.intents = intents;
    this.own = own;
    logVote = new double[intents][own.length];
    logAbstain = new double[intents][own.length];
  }

  /**
   * Learns from the votes of sessions; without any, every intent is equally likely.
   *
   * @param intents number of intents
   * @param own the intent that each function votes for
   * @param patterns distinct patterns of votes, function j as bit j
   * @param counts sessions with each pattern
   * @param doubt share of every session that counts for all intents alike while rates are learned;
   *     0 where functions are known to err independently
   */
  static LabelModel fit(int intents, int[] own, long[] patterns, long[] counts, double doubt) {
    LabelModel model = new LabelModel(intents, own);
    double[][] posterior = new double[patterns.length][];
    for (int i = 0; i < patterns.length; i++) {
      posterior[i] = model.start(patterns[i]);
    }
    double moved = patterns.length == 0 ? 0 : 1;
    for (int sweep = 0; sweep < MAX_SWEEPS && moved > TOLERANCE; sweep++) {
      model.maximise(patterns, counts, posterior);
      moved = 0;
      for (int i = 0; i < patterns.length; i++) {
        double[] next = smoothed(model.posterior(patterns[i]), doubt);
        for (int intent = 0; intent < intents; intent++) {
          moved = Math.max(moved, Math.abs(next[intent] - posterior[i][intent]));
        }
        posterior[i] = next;
      }
    }
    return model;
  }

  /** Before anything is learned, every vote counts alike. */
  private double[] start(long pattern) {
    double[] shares = new double[intents];
    Arrays.fill(shares, 0.5);
    for (int j = 0; j < own.length; j++) {
      shares[own[j]] += votes(pattern, j) ? 1 : 0;
    }
    return normalised(shares);
  }

  private void maximise(long[] patterns, long[] counts, double[][] posterior) {
    double[] mass = new double[intents];
    double[][] voted = new double[intents][own.length];
    for (int i = 0; i < patterns.length; i++) {
      for (int intent = 0; intent < intents; intent++) {
        double share = counts[i] * posterior[i][intent];
        mass[intent] += share;
        for (int j = 0; j < own.length; j++) {
          voted[intent][j] += votes(patterns[i], j) ? share : 0;
        }
      }
    }
    for (int intent = 0; intent < intents; intent++) {
      for (int j = 0; j < own.length; j++) {
        double rate = rate(voted[intent][j], mass[intent]);
        logVote[intent][j] = StrictMath.log(rate);
        logAbstain[intent][j] = StrictMath.log(1 - rate);
      }
    }
  }

  private static double rate(double votes, double sessions) {
    return (votes + PRIOR) / (sessions + 2 * PRIOR);
  }

  private static boolean votes(long pattern, int function) {
    return ((pattern >>> function) & 1) == 1;
  }

  /** The probability of each intent given the votes. */
  double[] posterior(long pattern) {
    double[] logs = new double[intents];
    double most = Double.NEGATIVE_INFINITY;
    for (int intent = 0; intent < intents; intent++) {
      for (int j = 0; j < own.length; j++) {
        logs[intent] += votes(pattern, j) ? logVote[intent][j] : logAbstain[intent][j];
      }
      most = Math.max(most, logs[intent]);
    }
    for (int intent = 0; intent < intents; intent++) {
      logs[intent] = StrictMath.exp(logs[intent] - most);
    }
    return normalised(logs);
  }

  /**
   * Estimated share of a function's votes that are right, 0 where it has none: how likely its
   * intent is where it votes.
   *
   * @param patterns distinct patterns of votes
   * @param counts sessions with each pattern
   */
  double accuracy(int function, long[] patterns, long[] counts) {
    double votes = 0;
    double right = 0;
    for (int i = 0; i < patterns.length; i++) {
      if (votes(patterns[i], function)) {
        votes += counts[i];
        right += counts[i] * posterior(patterns[i])[own[function]];
      }
    }
    return votes == 0 ? 0 : right / votes;
  }

  /** Shares of which a part goes to all alike. */
  static double[] smoothed(double[] shares, double share) {
    return Arrays.stream(shares).map(each -> (1 - share) * each + share / shares.length).toArray();
  }

  private static double[] normalised(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}

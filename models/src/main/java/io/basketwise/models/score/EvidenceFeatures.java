package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Bundles;
import java.util.Optional;

/** Computes the features of candidates, for training and for decisions alike. */
final class EvidenceFeatures {
  /** Evidence below this is as good as none. */
  static final double LEAST_EVIDENCE = 1e-3;

  private static final double[] NO_VECTOR = new double[0];

  private final ItemRows rows;
  private final Bundles bundles;
  private final Optional<AlsFoldIn> als;

  EvidenceFeatures(Artifact artifact, ItemRows rows) {
    this.rows = rows;
    bundles = artifact.bundles();
    als = artifact.affinity().factors().map(AlsFoldIn::new);
  }

  /** The ALS vector of a context; empty when none of its items was trained. */
  double[] userVector(int[] context) {
    return als.isPresent() ? als.get().userVector(context) : NO_VECTOR;
  }

  /** Writes every feature but {@link EvidenceFeature#ALS}, which costs the most, into a row. */
  void write(CandidateSet candidates, int slot, double[] row) {
    int item = candidates.item(slot);
    int rule = candidates.rule(slot);
    double confidences = candidates.ruleSum(slot);
    double cosine = candidates.cosine(slot);
    double linear = candidates.linear(slot);
    row[EvidenceFeature.RULE_CONFIDENCE.column()] = candidates.ruleConfidence(slot);
    row[EvidenceFeature.RULE_CONFIDENCE_SUM.column()] = confidences;
    row[EvidenceFeature.RULE_LIFT.column()] = rule < 0 ? 0 : Logarithm.of(bundles.lift(rule));
    row[EvidenceFeature.COSINE.column()] = cosine;
    row[EvidenceFeature.LINEAR.column()] = linear;
    row[EvidenceFeature.COSINE_LOG.column()] = logarithm(cosine);
    row[EvidenceFeature.LINEAR_LOG.column()] = logarithm(linear);
    row[EvidenceFeature.RULE_CONFIDENCE_LOG.column()] = logarithm(confidences);
    row[EvidenceFeature.RECENCY.column()] = rows.recent(item);
    row[EvidenceFeature.POPULARITY.column()] = rows.baskets(item);
  }

  /** The feature {@link EvidenceFeature#ALS}: 0 without a user vector. */
  double als(int item, double[] user) {
    return user.length == 0 || als.isEmpty() ? 0 : als.get().score(item, user);
  }

  private static double logarithm(double evidence) {
    return Logarithm.of(LEAST_EVIDENCE + Math.max(0, evidence));
  }

  /** The weighted sum of a row of features that starts somewhere in an array. */
  static double blend(double[] features, int from, double[] weights) {
    double sum = 0;
    for (int f = 0; f < weights.length; f++) {
      sum += weights[f] * features[from + f];
    }
    return sum;
  }
}

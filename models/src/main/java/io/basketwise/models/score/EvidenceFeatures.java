package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import java.util.Optional;

/** The features of candidates, in the order of {@link EvidenceFeature}. */
final class EvidenceFeatures {
  private static final EvidenceFeature[] FEATURES = EvidenceFeature.values();

  private final ItemLogs logs;
  private final Optional<AlsFoldIn> als;

  EvidenceFeatures(Artifact artifact) {
    logs = new ItemLogs(artifact.items());
    als = artifact.affinity().factors().map(AlsFoldIn::new);
  }

  /** The features of every slot, one row a slot. */
  double[] of(CandidateSet candidates, int[] context) {
    double[] user = userVector(context);
    var rows = new double[candidates.size() * FEATURES.length];
    for (int slot = 0; slot < candidates.size(); slot++) {
      double affinity = user.length == 0 ? 0 : product(candidates.item(slot), user);
      for (int f = 0; f < FEATURES.length; f++) {
        rows[slot * FEATURES.length + f] = FEATURES[f].of(candidates, slot, logs, affinity);
      }
    }
    return rows;
  }

  double[] userVector(int[] context) {
    return als.map(fold -> fold.userVector(context)).orElse(new double[0]);
  }

  private double product(int item, double[] user) {
    return als.map(fold -> fold.score(item, user)).orElse(0.0);
  }

  /** The weighted sum of a row. */
  static double blend(double[] rows, int slot, double[] weights) {
    double sum = 0;
    for (int f = 0; f < weights.length; f++) {
      sum += weights[f] * rows[slot * weights.length + f];
    }
    return sum;
  }
}

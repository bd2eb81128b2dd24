package io.basketwise.models.score;

import io.basketwise.models.artifact.Bundles;

/**
 * No less than a candidate's blend but for ALS, from tables where the blend itself takes four
 * logarithms. A table has 16 cells a doubling, each with the most that its feature adds anywhere in
 * the cell; most candidates are out by that alone.
 */
final class BlendBound {
  private static final int CELL_BITS = 4;
  private static final int SHIFT = 52 - CELL_BITS;

  /** Tables reach from 2^-10, just below the least evidence, to 2^14. */
  private static final int FIRST = cell(0x1p-10);

  private static final int CELLS = cell(0x1p14) - FIRST;

  private final double[] weights;
  private final ItemRows rows;
  private final Bundles bundles;
  private final double[] cosine;
  private final double[] linear;
  private final double[] confidence;
  private final double[] lift;

  BlendBound(double[] weights, ItemRows rows, Bundles bundles) {
    this.weights = weights;
    this.rows = rows;
    this.bundles = bundles;
    cosine = table(weight(EvidenceFeature.COSINE_LOG));
    linear = table(weight(EvidenceFeature.LINEAR_LOG));
    confidence = table(weight(EvidenceFeature.RULE_CONFIDENCE_LOG));
    lift = table(weight(EvidenceFeature.RULE_LIFT));
  }

  private static int cell(double x) {
    return (int) (Double.doubleToRawLongBits(x) >>> SHIFT);
  }

  private static double[] table(double weight) {
    var most = new double[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      double begin = Double.longBitsToDouble((long) (FIRST + cell) << SHIFT);
      double end = Double.longBitsToDouble((long) (FIRST + cell + 1) << SHIFT);
      most[cell] = Math.max(weight * StrictMath.log(begin), weight * StrictMath.log(end));
    }
    return most;
  }

  private double weight(EvidenceFeature feature) {
    return weights[feature.column()];
  }

  /** The bound, but for what rounding adds. */
  double of(CandidateSet candidates, int slot) {
    int item = candidates.item(slot);
    int rule = candidates.rule(slot);
    double confidences = candidates.ruleSum(slot);
    double cosines = candidates.cosine(slot);
    double linears = candidates.linear(slot);
    double sum =
        weight(EvidenceFeature.RULE_CONFIDENCE) * candidates.ruleConfidence(slot)
            + weight(EvidenceFeature.RULE_CONFIDENCE_SUM) * confidences
            + weight(EvidenceFeature.COSINE) * cosines
            + weight(EvidenceFeature.LINEAR) * linears
            + weight(EvidenceFeature.RECENCY) * rows.recent(item)
            + weight(EvidenceFeature.POPULARITY) * rows.baskets(item)
            + most(cosine, EvidenceFeature.COSINE_LOG, EvidenceFeatures.offset(cosines))
            + most(linear, EvidenceFeature.LINEAR_LOG, EvidenceFeatures.offset(linears))
            + most(
                confidence,
                EvidenceFeature.RULE_CONFIDENCE_LOG,
                EvidenceFeatures.offset(confidences));
    return rule < 0 ? sum : sum + most(lift, EvidenceFeature.RULE_LIFT, bundles.lift(rule));
  }

  private double most(double[] table, EvidenceFeature feature, double x) {
    int cell = cell(x) - FIRST;
    return cell >= 0 && cell < CELLS ? table[cell] : weight(feature) * Logarithm.of(x);
  }
}

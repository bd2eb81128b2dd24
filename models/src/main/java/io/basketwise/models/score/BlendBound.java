package io.basketwise.models.score;

import io.basketwise.models.artifact.Bundles;

/**
 * No less than a candidate's blend, from tables where the blend itself takes four logarithms and a
 * product of two vectors; most candidates are out by that alone.
 */
final class BlendBound {
  private final Bundles bundles;
  private final double confidenceWeight;
  private final Evidence cosine;
  private final Evidence linear;
  private final Evidence confidence;
  private final Evidence lift;
  private final double withoutRule;

  BlendBound(double[] weights, Bundles bundles) {
    this.bundles = bundles;
    confidenceWeight = weights[EvidenceFeature.RULE_CONFIDENCE.column()];
    cosine = evidence(weights, EvidenceFeature.COSINE, EvidenceFeature.COSINE_LOG);
    linear = evidence(weights, EvidenceFeature.LINEAR, EvidenceFeature.LINEAR_LOG);
    confidence =
        evidence(weights, EvidenceFeature.RULE_CONFIDENCE_SUM, EvidenceFeature.RULE_CONFIDENCE_LOG);
    lift = new Evidence(0, weights[EvidenceFeature.RULE_LIFT.column()], 0);
    withoutRule = confidence.most(0);
  }

  private static Evidence evidence(double[] weights, EvidenceFeature plain, EvidenceFeature log) {
    return new Evidence(
        weights[plain.column()], weights[log.column()], EvidenceFeatures.LEAST_EVIDENCE);
  }

  /** The bound of what the evidence adds, but for rounding. */
  double of(CandidateSet candidates, int slot) {
    int rule = candidates.rule(slot);
    return cosine.most(candidates.cosine(slot))
        + linear.most(candidates.linear(slot))
        + (rule < 0 ? withoutRule : ruled(candidates, slot, rule));
  }

  private double ruled(CandidateSet candidates, int slot, int rule) {
    return confidenceWeight * candidates.ruleConfidence(slot)
        + confidence.most(candidates.ruleSum(slot))
        + lift.most(bundles.lift(rule));
  }

  /**
   * The most that an amount and the logarithm of what it is above 0, with an offset, add together.
   * A table has 32 cells a doubling, each with the most anywhere in the cell.
   */
  private static final class Evidence {
    private static final int CELL_BITS = 5;
    private static final int SHIFT = 52 - CELL_BITS;

    /** From 2^-10, just below the least evidence, to 2^14. */
    private static final int FIRST = cell(0x1p-10);

    private static final int CELLS = cell(0x1p14) - FIRST;

    private final double plain;
    private final double log;
    private final double offset;
    private final double[] most = new double[CELLS];

    Evidence(double plain, double log, double offset) {
      this.plain = plain;
      this.log = log;
      this.offset = offset;
      for (int cell = 0; cell < CELLS; cell++) {
        double begin = Double.longBitsToDouble((long) (FIRST + cell) << SHIFT);
        double end = Double.longBitsToDouble((long) (FIRST + cell + 1) << SHIFT);
        most[cell] =
            Math.max(plain * (begin - offset), plain * (end - offset))
                + Math.max(log * StrictMath.log(begin), log * StrictMath.log(end));
      }
    }

    private static int cell(double x) {
      return (int) (Double.doubleToRawLongBits(x) >>> SHIFT);
    }

    double most(double amount) {
      int cell = cell(amount + offset) - FIRST;
      return amount >= 0 && cell >= 0 && cell < CELLS ? most[cell] : exact(amount);
    }

    private double exact(double amount) {
      return plain * amount + log * Logarithm.of(offset + Math.max(0, amount));
    }
  }
}

package io.basketwise.models.score;

import io.basketwise.models.artifact.Relation;
import java.util.Arrays;

/**
 * What speaks for a candidate, one number each. The context is the cart and the item on the page;
 * logarithms are natural and computed strictly, so that every JVM gives the same bits.
 */
public enum EvidenceFeature {
  /** Highest confidence of the rules that fire, 0 if none does. */
  RULE_CONFIDENCE {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return candidates.rules().confidence(slot);
    }
  },
  /** Sum of the confidences of the rules that fire. */
  RULE_CONFIDENCE_SUM {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return candidates.rules().confidenceSum(slot);
    }
  },
  /** ln(lift) of the most confident rule that fires, 0 if none does. */
  RULE_LIFT {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return candidates.rules().fires(slot) ? StrictMath.log(candidates.rules().lift(slot)) : 0;
    }
  },
  /** Sum over the context of the cosine weight towards the candidate. */
  COSINE {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return candidates.pairs(Relation.COSINE).sum(slot);
    }
  },
  /** Sum over the context of the linear model's weight towards the candidate. */
  LINEAR {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return candidates.pairs(Relation.LINEAR).sum(slot);
    }
  },
  /** ln(0.001 + COSINE): a blend of logarithms multiplies evidence instead of adding it. */
  COSINE_LOG {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return logarithm(candidates.pairs(Relation.COSINE).sum(slot));
    }
  },
  /** ln(0.001 + LINEAR). */
  LINEAR_LOG {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return logarithm(candidates.pairs(Relation.LINEAR).sum(slot));
    }
  },
  /** ln(0.001 + RULE_CONFIDENCE_SUM). */
  RULE_CONFIDENCE_LOG {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return logarithm(candidates.rules().confidenceSum(slot));
    }
  },
  /** Product of the candidate's ALS factor with the vector folded in from the context. */
  ALS {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return als;
    }
  },
  /** ln(1 + baskets of the last 28 training days with the candidate). */
  RECENCY {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return logs.recent(candidates.item(slot));
    }
  },
  /** ln(1 + training baskets with the candidate). */
  POPULARITY {
    @Override
    double of(CandidateSet candidates, int slot, ItemLogs logs, double als) {
      return logs.baskets(candidates.item(slot));
    }
  };

  /** Evidence below this is as good as none. */
  private static final double LEAST_EVIDENCE = 1e-3;

  private static final double LOG_OF_NONE = StrictMath.log(LEAST_EVIDENCE);

  private static final EvidenceFeature[] ALL = values();

  /** The number of features. */
  public static int count() {
    return ALL.length;
  }

  /** Its column in a row of features, and its place among the blend's weights. */
  public int column() {
    return Arrays.binarySearch(ALL, this);
  }

  private static double logarithm(double evidence) {
    return evidence > 0 ? StrictMath.log(LEAST_EVIDENCE + evidence) : LOG_OF_NONE;
  }

  abstract double of(CandidateSet candidates, int slot, ItemLogs logs, double als);
}

package io.basketwise.behaviour.learn;

/** The mean over the hits of the precision at their score; no interpolation. */
public final class AveragePrecision {
  private AveragePrecision() {}

  /** From 0 to 1, the share of hits for chance; NaN where there are none. */
  public static double of(double[] scores, TrainingSet truth) {
    // Hits and rows so far, and precision times hits.
    double[] sums = new double[3];
    RankedRows.forEach(
        scores,
        truth,
        (hits, misses) -> {
          sums[0] += hits;
          sums[1] += hits + misses;
          sums[2] += hits * sums[0] / sums[1];
        });
    return sums[2] / sums[0];
  }
}

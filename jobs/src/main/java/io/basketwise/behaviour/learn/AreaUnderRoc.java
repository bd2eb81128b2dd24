package io.basketwise.behaviour.learn;

/** The chance that a hit is scored above a miss; equal scores count half. */
public final class AreaUnderRoc {
  private AreaUnderRoc() {}

  /** From 0 to 1, 0.5 for chance; NaN where there are no hits or no misses. */
  public static double of(double[] scores, TrainingSet truth) {
    // Hits and misses so far, and pairs of a miss below a hit.
    double[] sums = new double[3];
    RankedRows.forEach(
        scores,
        truth,
        (hits, misses) -> {
          sums[2] += misses * (sums[0] + hits / 2);
          sums[0] += hits;
          sums[1] += misses;
        });
    return sums[2] / (sums[0] * sums[1]);
  }
}

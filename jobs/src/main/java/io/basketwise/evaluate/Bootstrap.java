package io.basketwise.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Percentile bootstrap (Efron 1979) of a figure over queries. Baskets are drawn, not queries: the
 * queries of one basket are no independent evidence.
 */
final class Bootstrap {
  private final int resamples;
  private final long seed;

  Bootstrap(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * The mean with its interval.
   *
   * @param sums sum of the values of each basket's queries
   * @param queries number of each basket's queries
   */
  Interval mean(double[] sums, int[] queries) {
    double[] means =
        resampled(
            random -> {
              double sum = 0;
              long count = 0;
              for (int i = 0; i < sums.length; i++) {
                int basket = random.nextInt(sums.length);
                sum += sums[basket];
                count += queries[basket];
              }
              return sum / count;
            });
    return interval(Arrays.stream(sums).sum() / Arrays.stream(queries).sum(), means);
  }

  /**
   * A statistic that is no mean: it is computed anew from each resample of the baskets. Some of the
   * baskets are missing in each, and what counts distinct things is lower there; the resamples tell
   * how far it spreads, and are centred on the figure.
   */
  <T> Interval statistic(List<List<T>> baskets, double value, ToDoubleFunction<List<T>> statistic) {
    double[] values =
        resampled(
            random -> {
              List<T> drawn = new ArrayList<>();
              for (int i = 0; i < baskets.size(); i++) {
                drawn.addAll(baskets.get(random.nextInt(baskets.size())));
              }
              return statistic.applyAsDouble(drawn);
            });
    double shift = value - Arrays.stream(values).average().orElse(value);
    return interval(value, Arrays.stream(values).map(each -> each + shift).toArray());
  }

  /** The figure of each resample, drawn by random numbers of its own: threads share the work. */
  private double[] resampled(ToDoubleFunction<SplittableRandom> figure) {
    long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
    return LongStream.of(seeds)
        .parallel()
        .mapToDouble(each -> figure.applyAsDouble(new SplittableRandom(each)))
        .toArray();
  }

  private static Interval interval(double value, double[] resampled) {
    Arrays.sort(resampled);
    int last = resampled.length - 1;
    return new Interval(
        value, resampled[(int) Math.floor(0.025 * last)], resampled[(int) Math.ceil(0.975 * last)]);
  }
}

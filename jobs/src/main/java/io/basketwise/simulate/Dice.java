package io.basketwise.simulate;

import java.util.SplittableRandom;

/**
 * Draws from the few distributions that the model needs. Through StrictMath, so that the same seed
 * gives the same bytes on every machine and JDK.
 */
final class Dice {
  private static final long STREAM = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  /** One independent stream for a seed and a number, such as a customer's. */
  Dice(long seed, long stream) {
    random = new SplittableRandom(new SplittableRandom(seed ^ (stream * STREAM)).nextLong());
  }

  double unit() {
    return random.nextDouble();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Normal by Box and Muller's transform (1958). */
  double normal(double mean, double deviation) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return mean + deviation * radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Log-normal with the given median. */
  double around(double median, double logDeviation) {
    return median * StrictMath.exp(normal(0, logDeviation));
  }

  /** Poisson by Knuth's product of uniforms; means here are below 20. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** An index below the bound, low ones more often: density falls as index to the power -1/2. */
  int skewed(int bound) {
    double u = random.nextDouble();
    return (int) (bound * u * u);
  }

  /**
   * An index below the bound by Zipf's law, octave by octave: 0, 1 and 2, 3 to 6 and so on are
   * equally likely.
   */
  int zipf(int bound) {
    int octaves = Integer.SIZE - Integer.numberOfLeadingZeros(bound);
    while (true) {
      int first = 1 << random.nextInt(octaves);
      int index = first - 1 + random.nextInt(first);
      if (index < bound) {
        return index;
      }
    }
  }

  /** Time until the next of events that come at a rate, exponential. */
  double waiting(double rate) {
    return -StrictMath.log(1 - random.nextDouble()) / rate;
  }

  /** An index with probability proportional to its weight. */
  int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = random.nextDouble() * total;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}

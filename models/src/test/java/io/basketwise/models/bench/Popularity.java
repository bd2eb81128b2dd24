package io.basketwise.models.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Items bought by a power law, the popular ones spread over all numbers. */
final class Popularity {
  private static final double EXPONENT = 0.8;
  private static final long SPREAD = 2_654_435_761L;

  private final double[] cumulative;

  Popularity(int items) {
    cumulative = new double[items];
    double sum = 0;
    for (int rank = 0; rank < items; rank++) {
      sum += share(rank);
      cumulative[rank] = sum;
    }
  }

  private static double share(int rank) {
    return 1 / StrictMath.pow(rank + 10, EXPONENT);
  }

  /** The item of a rank; the factor is prime, hence every item has one rank. */
  private int item(int rank) {
    return (int) (rank * SPREAD % cumulative.length);
  }

  int draw(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return item(Math.min(cumulative.length - 1, found >= 0 ? found : -found - 1));
  }

  /** Baskets with an item, of a million: enough for every pair and rule that it is part of. */
  int baskets(int item) {
    return 2000 + Math.floorMod(item * 7919L, 2000);
  }
}

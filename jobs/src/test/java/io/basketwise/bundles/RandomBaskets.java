package io.basketwise.bundles;

import io.basketwise.prepare.BasketBlock;
import java.util.Random;
import java.util.stream.IntStream;

/** Small random data sets with skewed items and returning buyers. */
public final class RandomBaskets {
  private RandomBaskets() {}

  /** A block of a seed; its sizes follow the seed too. */
  public static BasketBlock of(long seed) {
    Random random = new Random(seed);
    int items = 4 + random.nextInt(9);
    int baskets = 1 + random.nextInt(60);
    BasketBlock.Builder block = new BasketBlock.Builder();
    long buyer = seed << 20;
    for (int b = 0; b < baskets; b++) {
      buyer += random.nextInt(3) == 0 ? 1 : 0;
      int[] basket =
          IntStream.range(0, items)
              .filter(item -> random.nextDouble() < 0.9 / (1 + 0.4 * item))
              .toArray();
      block.add(buyer, seed * 1_000 + b, b, basket);
    }
    return block.build();
  }
}

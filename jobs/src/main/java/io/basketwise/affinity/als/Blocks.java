package io.basketwise.affinity.als;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How users and items are cut into blocks: users by ranges of their hash, items by ranges of their
 * number. The number of blocks follows from the number of ratings, never from partitions or
 * threads.
 *
 * @param count blocks of either side
 * @param items number of items
 */
record Blocks(int count, int items) implements Serializable {
  /** Ratings of a block on average. */
  private static final long RATINGS = 250_000;

  private static final int MOST = 4096;

  /**
   * Width of the start, times the square root of the rank. A wide start leaves the first users
   * almost unregularised; recall grew with it from 1 to 50, on simulated and on real baskets.
   */
  private static final double START_WIDTH = 50;

  static Blocks of(long ratings, int items) {
    return new Blocks((int) Math.max(1, Math.min(MOST, ratings / RATINGS)), items);
  }

  /** The block of a user's hash; ascending hashes have ascending blocks. */
  int ofUser(long hash) {
    return (int) ((((hash ^ Long.MIN_VALUE) >>> 32) * count) >>> 32);
  }

  /** The block of an item. */
  int ofItem(int item) {
    int block = (int) ((long) item * count / items);
    // Rounding: the block is the last one that begins at or before the item.
    return block + 1 < count && firstItem(block + 1) <= item ? block + 1 : block;
  }

  /** The first item of a block; that of block {@code count} is the number of items. */
  int firstItem(int block) {
    return (int) ((long) block * items / count);
  }

  /** Where each block's users start among ascending hashes, and their number at the end. */
  int[] userStarts(long[] hashes) {
    int[] starts = new int[count + 1];
    for (long hash : hashes) {
      starts[ofUser(hash) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    return starts;
  }

  /** Where each block's items start. */
  int[] itemStarts() {
    int[] starts = new int[count + 1];
    Arrays.setAll(starts, this::firstItem);
    return starts;
  }

  /**
   * Where the factors of some items start: random numbers from the seed and the item's number, and
   * zeros for an item without ratings.
   */
  static float[][] start(AlsParameters parameters, Csr byItem, int firstItem) {
    float[][] factors = new float[byItem.rows()][parameters.rank()];
    float scale = (float) (START_WIDTH / Math.sqrt(parameters.rank()));
    for (int row = 0; row < factors.length; row++) {
      SplittableRandom random =
          new SplittableRandom(parameters.seed() * 0x9E3779B97F4A7C15L + firstItem + row);
      for (int j = 0; byItem.length(row) > 0 && j < parameters.rank(); j++) {
        factors[row][j] = (float) (random.nextDouble() - 0.5) * scale;
      }
    }
    return factors;
  }
}

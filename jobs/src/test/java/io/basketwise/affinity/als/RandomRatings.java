package io.basketwise.affinity.als;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

/** Ratings of random users who like what others of their taste like. */
final class RandomRatings {
  private RandomRatings() {}

  static UserRatings of(long seed, int users, int items, int tastes, int mostPerUser) {
    Random random = new Random(seed);
    long[] hashes =
        LongStream.generate(random::nextLong).distinct().limit(users).sorted().toArray();
    int[] offsets = new int[users + 1];
    int[] columns = new int[users * mostPerUser];
    float[] values = new float[columns.length];
    int size = 0;
    for (int user = 0; user < users; user++) {
      int taste = random.nextInt(tastes);
      int first = size;
      int wanted = 1 + random.nextInt(mostPerUser);
      int[] chosen =
          random
              .ints(wanted, 0, items)
              .map(item -> random.nextInt(10) == 0 ? item : item / tastes * tastes + taste)
              .filter(item -> item < items)
              .distinct()
              .sorted()
              .toArray();
      for (int item : chosen) {
        columns[size] = item;
        values[size++] = 0.25f + random.nextInt(8) / 4f;
      }
      if (size == first) {
        columns[size] = taste;
        values[size++] = 1;
      }
      offsets[user + 1] = size;
    }
    return new UserRatings(
        hashes, new Csr(offsets, Arrays.copyOf(columns, size), Arrays.copyOf(values, size)));
  }
}

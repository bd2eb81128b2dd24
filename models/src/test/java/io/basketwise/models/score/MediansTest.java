package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediansTest {
  /** No rounds leave all to the sort, one or three some of it, a hundred nothing. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 100})
  void theValueAtAPlaceIsTheOneThatASortPutsThere(int rounds) {
    for (long seed = 0; seed < 200; seed++) {
      var random = new SplittableRandom(seed);
      int size = 1 + random.nextInt(60);
      int distinct = 1 + random.nextInt(80);
      double[] values = random.ints(size, 0, distinct).asDoubleStream().toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int place = random.nextInt(size);
      double[] longer = Arrays.copyOf(values, size + 3);
      assertThat(Medians.smallest(longer, size, place, rounds))
          .as("seed %s", seed)
          .isEqualTo(sorted[place]);
    }
  }
}

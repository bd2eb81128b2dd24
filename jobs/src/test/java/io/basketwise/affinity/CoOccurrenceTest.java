package io.basketwise.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.bundles.RandomBaskets;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoOccurrenceTest {
  private static final int ITEMS = 13;
  private static final int MIN_BUYERS = 3;

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6, 7})
  void pairsThatWereViewedAreCountedInBasketsHoweverWeakTheyAreThere(long seed) {
    BasketBlock block = RandomBaskets.of(seed);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SPARK.session().sparkContext());
    NeighbourLists viewed = new NeighbourLists(ITEMS, ITEMS);
    for (int item = 0; item < ITEMS; item++) {
      int self = item;
      viewed.set(
          item,
          IntStream.range(0, ITEMS)
              .filter(other -> other != self)
              .mapToObj(other -> new Pair(other, 1f / (1 + other), 1_000, 1_000))
              .toList());
    }
    try (TrainingBaskets baskets =
            TrainingBaskets.of(
                spark.parallelize(List.of(block), 1),
                LocalDate.EPOCH,
                LocalDate.EPOCH.plusDays(100),
                ITEMS,
                Integer.MAX_VALUE);
        CoOccurrence bought =
            CoOccurrence.of(
                baskets.blocks(), baskets.counts(), new BasketWeight(60, 10), MIN_BUYERS, 3)) {
      NeighbourLists counted = bought.counted(viewed);
      for (int item = 0; item < ITEMS; item++) {
        assertThat(counted.of(item)).hasSameSizeAs(viewed.of(item));
        for (int i = 0; i < counted.of(item).size(); i++) {
          Pair pair = counted.of(item).get(i);
          assertThat(pair.item()).isEqualTo(viewed.of(item).get(i).item());
          assertThat(pair.weight()).isEqualTo(viewed.of(item).get(i).weight());
          checkCounts(block, item, pair);
        }
      }
    }
  }

  private static void checkCounts(BasketBlock block, int item, Pair pair) {
    int count = 0;
    Set<Long> buyers = new HashSet<>();
    for (int b = 0; b < block.size(); b++) {
      int[] basket = block.basket(b);
      if (Arrays.binarySearch(basket, item) >= 0 && Arrays.binarySearch(basket, pair.item()) >= 0) {
        count++;
        buyers.add(block.buyers()[b]);
      }
    }
    boolean enough = buyers.size() >= MIN_BUYERS;
    assertThat(pair.count()).isEqualTo(enough ? count : 0);
    assertThat(pair.buyers()).isEqualTo(enough ? buyers.size() : 0);
  }
}

package io.basketwise.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.bundles.RandomBaskets;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.GroupedBaskets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the co-occurrence matrix against two nested loops over the baskets. */
class PairKernelTest {
  private static final int RANKS = 13;
  private static final BasketWeight WEIGHT = new BasketWeight(60, 10);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void countsBuyersAndWeightsAreThoseOfTheDefinition(long seed) {
    BasketBlock block = RandomBaskets.of(seed);
    int groups = 1 + (int) (seed % 3);
    int rows = 0;
    for (int group = 0; group < groups; group++) {
      Iterator<PairRow> all =
          new PairKernel(new GroupedBaskets.Group(group, groups, block), RANKS, WEIGHT).rows();
      while (all.hasNext()) {
        PairRow row = all.next();
        rows++;
        for (int other = 0; other < RANKS; other++) {
          check(block, row, other);
        }
      }
    }
    assertThat(rows).isEqualTo(RANKS);
  }

  private static void check(BasketBlock block, PairRow row, int other) {
    int count = 0;
    long weight = 0;
    Set<Long> buyers = new HashSet<>();
    for (int b = 0; b < block.size(); b++) {
      int[] basket = block.basket(b);
      if (Arrays.binarySearch(basket, row.item()) >= 0 && Arrays.binarySearch(basket, other) >= 0) {
        count++;
        weight += WEIGHT.of(block.days()[b], basket.length);
        buyers.add(block.buyers()[b]);
      }
    }
    int at = Arrays.binarySearch(row.others(), other);
    assertThat(at >= 0 ? row.counts()[at] : 0).isEqualTo(count);
    assertThat(at >= 0 ? row.buyers()[at] : 0).isEqualTo(buyers.size());
    assertThat(at >= 0 ? row.weights()[at] : 0).isEqualTo(weight);
  }
}

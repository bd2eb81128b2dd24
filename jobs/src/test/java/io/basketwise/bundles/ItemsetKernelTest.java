package io.basketwise.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.FrequencyOrder;
import io.basketwise.prepare.GroupedBaskets;
import io.basketwise.prepare.ItemCounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel against an enumeration of all subsets, on 500 random data sets. */
class ItemsetKernelTest {
  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsExactlyWhatAnEnumerationFinds(int seed) {
    BasketBlock block = RandomBaskets.of(seed);
    int minCount = 1 + seed % 4;
    int maxSize = 2 + seed % 3;
    int groups = 1 + seed % 5;
    assertThat(mined(block, minCount, maxSize, groups))
        .isEqualTo(enumerated(block, minCount, maxSize));
  }

  private static Map<List<Integer>, List<Integer>> mined(
      BasketBlock block, int minCount, int maxSize, int groups) {
    FrequencyOrder order = FrequencyOrder.of(counts(block), minCount, 1);
    Map<List<Integer>, List<Integer>> found = new TreeMap<>(ItemsetKernelTest::compare);
    for (int group = 0; group < groups; group++) {
      BasketBlock.Builder ranked = new BasketBlock.Builder();
      for (int b = 0; b < block.size(); b++) {
        int[] ranks =
            IntStream.of(block.basket(b))
                .map(i -> order.rankOf()[i])
                .filter(r -> r >= 0)
                .sorted()
                .toArray();
        ranked.add(block.buyers()[b], block.keys()[b], block.days()[b], ranks);
      }
      FrequentItemsets itemsets =
          new ItemsetKernel(
                  new GroupedBaskets.Group(group, groups, ranked.build()),
                  order,
                  minCount,
                  maxSize,
                  Integer.MAX_VALUE)
              .mine();
      for (int i = 0; i < itemsets.size(); i++) {
        List<Integer> items = Arrays.stream(itemsets.itemset(i)).boxed().toList();
        assertThat(found).as("found twice").doesNotContainKey(items);
        found.put(items, List.of(itemsets.counts()[i], itemsets.buyers()[i]));
      }
    }
    return found;
  }

  private static ItemCounts counts(BasketBlock block) {
    long[] baskets = new long[16];
    IntStream.of(block.items()).forEach(item -> baskets[item]++);
    return new ItemCounts(baskets, new long[16], baskets.clone(), block.size(), 0);
  }

  private static Map<List<Integer>, List<Integer>> enumerated(
      BasketBlock block, int minCount, int maxSize) {
    Map<List<Integer>, List<Integer>> all = new TreeMap<>(ItemsetKernelTest::compare);
    for (int mask = 1; mask < 1 << 13; mask++) {
      if (Integer.bitCount(mask) <= maxSize) {
        int count = 0;
        Set<Long> buyers = new HashSet<>();
        for (int b = 0; b < block.size(); b++) {
          int basket = IntStream.of(block.basket(b)).map(i -> 1 << i).sum();
          if ((basket & mask) == mask) {
            count++;
            buyers.add(block.buyers()[b]);
          }
        }
        if (count >= minCount) {
          int subset = mask;
          all.put(
              IntStream.range(0, 13).filter(i -> (subset >> i & 1) == 1).boxed().toList(),
              List.of(count, buyers.size()));
        }
      }
    }
    return all;
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    return Arrays.compare(
        a.stream().mapToInt(Integer::intValue).toArray(),
        b.stream().mapToInt(Integer::intValue).toArray());
  }
}

package io.basketwise.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.LocalSpark;
import io.basketwise.failure.Refusal;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our miner against MLlib's FP-growth, and against itself in another partitioning. */
class MinersAgreeTest {
  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 14, 15, 92})
  void itemsetsCountsAndBuyersAreEqual(long seed) {
    List<BasketBlock> blocks = List.of(RandomBaskets.of(seed), RandomBaskets.of(seed + 1));
    JavaRDD<BasketBlock> all =
        JavaSparkContext.fromSparkContext(SPARK.session().sparkContext()).parallelize(blocks, 2);
    try (TrainingBaskets baskets =
        TrainingBaskets.of(
            all, LocalDate.EPOCH, LocalDate.EPOCH.plusDays(100), 13, Integer.MAX_VALUE)) {
      int minCount = 2 + (int) (seed % 3);
      Map<String, String> mllib = table(new MllibMiner(2).mine(baskets, minCount, 4));
      assertThat(mllib).isNotEmpty();
      assertThat(table(new NativeMiner(1).mine(baskets, minCount, 4))).isEqualTo(mllib);
      assertThat(table(new NativeMiner(5).mine(baskets, minCount, 4))).isEqualTo(mllib);
    }
  }

  @Test
  void moreItemsetsThanAreAllowedAreRefusedBeforeTheyAreFetched() {
    JavaRDD<BasketBlock> all =
        JavaSparkContext.fromSparkContext(SPARK.session().sparkContext())
            .parallelize(List.of(RandomBaskets.of(3)), 1);
    try (TrainingBaskets baskets =
        TrainingBaskets.of(
            all, LocalDate.EPOCH, LocalDate.EPOCH.plusDays(100), 13, Integer.MAX_VALUE)) {
      int found = new NativeMiner(2).mine(baskets, 2, 4).size();
      assertThat(new NativeMiner(2, found).mine(baskets, 2, 4).size()).isEqualTo(found);
      for (int groups = 1; groups < 4; groups++) {
        NativeMiner miner = new NativeMiner(groups, found - 1);
        assertThatThrownBy(() -> miner.mine(baskets, 2, 4))
            .isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(2))
            .hasMessageContaining("raise bundles.minSupport");
      }
    }
  }

  private static Map<String, String> table(FrequentItemsets itemsets) {
    Map<String, String> table = new TreeMap<>();
    for (int i = 0; i < itemsets.size(); i++) {
      table.put(
          Arrays.toString(itemsets.itemset(i)),
          itemsets.counts()[i] + " baskets of " + itemsets.buyers()[i] + " buyers");
    }
    return table;
  }
}

package io.basketwise.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.artifact.BundleColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trie and its rules against the definitions, on random families of itemsets. */
class RulesTest {
  private static final int BASKETS = 1_000;

  /** Every subset of some random itemsets; smaller sets are at least as frequent. */
  private static Map<List<Integer>, int[]> family(Random random) {
    Map<List<Integer>, int[]> family = new TreeMap<>(RulesTest::compare);
    for (int i = 0; i < 12; i++) {
      List<Integer> items = List.copyOf(new TreeSet<>(random.ints(4, 0, 9).boxed().toList()));
      int count = 3 + random.nextInt(40);
      int buyers = 1 + random.nextInt(count);
      for (int subset = 1; subset < 1 << items.size(); subset++) {
        List<Integer> chosen = new ArrayList<>();
        for (int bit = 0; bit < items.size(); bit++) {
          if ((subset & (1 << bit)) != 0) {
            chosen.add(items.get(bit));
          }
        }
        int[] sum = family.computeIfAbsent(chosen, key -> new int[2]);
        sum[0] += count;
        sum[1] += buyers;
      }
    }
    return family;
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    return a.size() != b.size()
        ? Integer.compare(a.size(), b.size())
        : Arrays.compare(a.toArray(Integer[]::new), b.toArray(Integer[]::new));
  }

  private static FrequentItemsets shuffled(Map<List<Integer>, int[]> family, Random random) {
    List<List<Integer>> order = new ArrayList<>(family.keySet());
    Collections.shuffle(order, random);
    FrequentItemsets.Builder itemsets = new FrequentItemsets.Builder();
    for (List<Integer> items : order) {
      int[] count = family.getOrDefault(items, new int[2]);
      itemsets.add(
          items.stream().mapToInt(Integer::intValue).toArray(), items.size(), count[0], count[1]);
    }
    return itemsets.build();
  }

  private static List<List<Integer>> itemsets(BundleColumns columns) {
    List<List<Integer>> itemsets = new ArrayList<>();
    for (int root = 0; root < columns.children()[0]; root++) {
      itemsets.add(List.of(columns.item()[root]));
    }
    for (int node = 0; node < columns.itemsets(); node++) {
      for (int child = columns.children()[node]; child < columns.children()[node + 1]; child++) {
        List<Integer> items = new ArrayList<>(itemsets.get(node));
        items.add(columns.item()[child]);
        itemsets.add(items);
      }
    }
    return itemsets;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void itemsetsAndRulesAreThoseOfTheDefinitions(long seed) {
    Random random = new Random(seed);
    Map<List<Integer>, int[]> family = family(random);
    int minBuyers = 1 + random.nextInt(12);
    double minConfidence = random.nextDouble() / 2;
    double minLift = 1 + random.nextDouble();
    BundleColumns columns =
        new Rules(minConfidence, minLift, BASKETS)
            .derive(ItemsetTrie.of(shuffled(family, random), minBuyers));

    family.values().removeIf(count -> count[1] < minBuyers);
    List<List<Integer>> nodes = itemsets(columns);
    assertThat(nodes).containsExactlyElementsOf(family.keySet());
    for (int node = 0; node < nodes.size(); node++) {
      assertThat(new int[] {columns.count()[node], columns.buyers()[node]})
          .isEqualTo(family.get(nodes.get(node)));
    }
    assertThat(rules(columns, nodes)).isEqualTo(expected(family, minConfidence, minLift));
  }

  private static List<String> rules(BundleColumns columns, List<List<Integer>> nodes) {
    List<String> rules = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      for (int rule = columns.ruleOffsets()[node]; rule < columns.ruleOffsets()[node + 1]; rule++) {
        rules.add(
            nodes.get(node)
                + " -> "
                + columns.ruleConsequent()[rule]
                + " "
                + columns.ruleCount()[rule]
                + " "
                + columns.ruleBuyers()[rule]
                + " "
                + columns.ruleConfidence()[rule]
                + " "
                + columns.ruleLift()[rule]);
      }
    }
    return rules;
  }

  private static List<String> expected(
      Map<List<Integer>, int[]> family, double minConfidence, double minLift) {
    List<String> rules = new ArrayList<>();
    for (Map.Entry<List<Integer>, int[]> antecedent : family.entrySet()) {
      for (int consequent = 0; consequent < 9; consequent++) {
        List<Integer> both = new ArrayList<>(antecedent.getKey());
        both.add(consequent);
        Collections.sort(both);
        int[] count = family.get(both);
        if (count == null || antecedent.getKey().contains(consequent)) {
          continue;
        }
        double confidence = (double) count[0] / antecedent.getValue()[0];
        double lift =
            confidence * BASKETS / family.getOrDefault(List.of(consequent), new int[2])[0];
        if (confidence >= minConfidence && lift >= minLift) {
          rules.add(
              antecedent.getKey()
                  + " -> "
                  + consequent
                  + " "
                  + count[0]
                  + " "
                  + count[1]
                  + " "
                  + (float) confidence
                  + " "
                  + (float) lift);
        }
      }
    }
    return rules;
  }

  @Test
  void nothingIsAnEmptyTrie() {
    BundleColumns columns =
        new Rules(0, 0, 1).derive(ItemsetTrie.of(new FrequentItemsets.Builder().build(), 1));
    assertThat(columns.itemsets()).isZero();
    assertThat(columns.rules()).isZero();
  }

  @Test
  void missingPrefixesAndTwinsAreRefused() {
    FrequentItemsets.Builder orphan = new FrequentItemsets.Builder();
    orphan.add(new int[] {1, 2}, 2, 5, 5);
    assertThatThrownBy(() -> ItemsetTrie.of(orphan.build(), 1))
        .hasMessageContaining("without its prefix");
    FrequentItemsets.Builder twins = new FrequentItemsets.Builder();
    twins.add(new int[] {1}, 1, 5, 5);
    twins.add(new int[] {1}, 1, 5, 5);
    assertThatThrownBy(() -> ItemsetTrie.of(twins.build(), 1)).hasMessageContaining("twice");
  }
}

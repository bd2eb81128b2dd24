package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleColumnsTest {
  private static int[] array(List<Integer> items) {
    return items.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A random family of itemsets, closed under prefixes. */
  private static Map<List<Integer>, Long> family(Random random) {
    var family = new HashMap<List<Integer>, Long>();
    for (int i = 0; i < 40; i++) {
      var items = new TreeSet<Integer>();
      for (int k = 0; k <= random.nextInt(4); k++) {
        items.add(random.nextInt(9));
      }
      var sorted = List.copyOf(items);
      for (int length = 1; length <= sorted.size(); length++) {
        family.putIfAbsent(List.copyOf(sorted.subList(0, length)), (long) family.size());
      }
    }
    return family;
  }

  private static void walk(
      BundleColumns columns, int node, List<Integer> prefix, Map<List<Integer>, Long> found) {
    var items = new ArrayList<>(prefix);
    items.add(columns.item()[node]);
    found.put(items, (long) columns.count()[node]);
    for (int rule = columns.ruleOffsets()[node]; rule < columns.ruleOffsets()[node + 1]; rule++) {
      assertThat((long) columns.ruleCount()[rule]).isEqualTo(columns.count()[node]);
    }
    for (int c = columns.children()[node]; c < columns.children()[node + 1]; c++) {
      walk(columns, c, items, found);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theTrieHoldsEveryItemsetAndRuleOnce(long seed) {
    var random = new Random(seed);
    Map<List<Integer>, Long> family = family(random);
    var itemsets = new ArrayList<Itemset>();
    var rules = new ArrayList<Rule>();
    family.forEach(
        (items, count) -> {
          itemsets.add(new Itemset(array(items), count, 1));
          rules.add(new Rule(array(items), 100 + random.nextInt(5), count, 1, 0.5f, 2));
        });
    Collections.shuffle(itemsets, random);
    Collections.shuffle(rules, random);
    BundleColumns columns = BundleColumns.of(itemsets, rules);
    var found = new HashMap<List<Integer>, Long>();
    for (int root = 0; root < columns.children()[0]; root++) {
      walk(columns, root, List.of(), found);
    }
    assertThat(found).isEqualTo(family);
    assertThat(columns.ruleConsequent()).hasSize(rules.size());
  }

  @Test
  void nothingIsAnEmptyTrie() {
    assertThat(BundleColumns.of(List.of(), List.of()).children()).containsExactly(0);
  }

  @Test
  void missingPrefixesAntecedentsAndTwinsAreRefused() {
    var one = new Itemset(new int[] {1}, 5, 5);
    assertThatThrownBy(
            () -> BundleColumns.of(List.of(new Itemset(new int[] {1, 2}, 5, 5)), List.of()))
        .hasMessageContaining("without its prefix");
    assertThatThrownBy(() -> BundleColumns.of(List.of(one, one), List.of()))
        .hasMessageContaining("twice");
    assertThatThrownBy(
            () ->
                BundleColumns.of(List.of(one), List.of(new Rule(new int[] {2}, 3, 5, 5, 0.5f, 2))))
        .hasMessageContaining("is no itemset");
  }
}

package io.basketwise.publish;

import io.basketwise.failure.Refusal;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What items fit (ids, families or tags in the catalog) as item numbers.
 *
 * @param offsets where an item's numbers start; one more than items
 * @param items numbers, ascending within an item
 */
record ResolvedFits(long[] offsets, int[] items) {
  /** Pairs that a version carries, 4 bytes each there and on the driver. */
  static final int MOST = 20_000_000;

  /**
   * Resolves all items, whose facts come in the order of the dictionary.
   *
   * @param most pairs that are allowed; more are refused before they are held
   */
  static ResolvedFits of(ItemDictionary dictionary, List<Facts> facts, int most) {
    Map<String, List<Integer>> members = members(facts);
    long[] offsets = new long[facts.size() + 1];
    List<int[]> all = new ArrayList<>();
    for (int item = 0; item < facts.size(); item++) {
      int[] fitted =
          facts.get(item).fits().stream()
              .flatMapToInt(name -> named(name, dictionary, members))
              .distinct()
              .sorted()
              .toArray();
      offsets[item + 1] = offsets[item] + fitted.length;
      require(offsets[item + 1], most, dictionary.ids().get(item));
      all.add(fitted);
    }
    return new ResolvedFits(offsets, all.stream().flatMapToInt(IntStream::of).toArray());
  }

  private static Map<String, List<Integer>> members(List<Facts> facts) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int item = 0; item < facts.size(); item++) {
      List<String> names = new ArrayList<>(facts.get(item).tags());
      names.add(facts.get(item).family());
      for (String name : names) {
        members.computeIfAbsent(name, key -> new ArrayList<>()).add(item);
      }
    }
    return members;
  }

  private static IntStream named(
      String name, ItemDictionary dictionary, Map<String, List<Integer>> members) {
    return dictionary.number(name).isPresent()
        ? IntStream.of(dictionary.number(name).getAsInt())
        : members.getOrDefault(name, List.of()).stream().mapToInt(Integer::intValue);
  }

  private static void require(long pairs, int most, String item) {
    if (pairs > most) {
      throw Refusal.inputs(
          String.format(
              Locale.ROOT,
              "The catalog's column fits names more pairs of items than a version carries (%,d)",
              most),
          "up to item " + item + " of all in order there are " + pairs + ", by id, family and tag",
          "let accessories fit families or narrower tags, or leave out what fits nearly everything");
    }
  }
}

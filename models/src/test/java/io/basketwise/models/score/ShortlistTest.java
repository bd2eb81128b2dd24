package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortlistTest {
  private record Offered(int item, int category, int precedence, double worth, double blend) {
    static final Comparator<Offered> ORDER =
        Comparator.comparingInt(Offered::precedence)
            .thenComparingDouble(Offered::worth)
            .thenComparingDouble(Offered::blend)
            .reversed()
            .thenComparingInt(Offered::item);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsWhatWouldBeTakenFromAllInOrder(long seed) {
    var random = new SplittableRandom(seed);
    var shortlist = new Shortlist();
    for (int round = 0; round < 200; round++) {
      List<Offered> all = drawn(random);
      int room = random.nextInt(6);
      int perCategory = 1 + random.nextInt(3);
      shortlist.clear(room, all.size(), perCategory);
      for (Offered each : all) {
        int before = shortlist.size();
        boolean admitted = shortlist.admits(each.category, each.precedence, each.worth);
        shortlist.offer(
            each.item, each.item, each.category, each.precedence, each.worth, each.blend);
        assertThat(admitted || (shortlist.size() == before && shortlist.place(each.item) < 0))
            .as("seed %s: what is not admitted changes nothing", seed)
            .isTrue();
      }
      List<Integer> kept =
          IntStream.range(0, shortlist.size()).map(shortlist::slot).boxed().toList();
      assertThat(kept).as("seed %s", seed).isEqualTo(taken(all, room, perCategory));
    }
  }

  /** Few distinct values, so that ties are common. */
  private static List<Offered> drawn(SplittableRandom random) {
    List<Offered> all = new ArrayList<>();
    int size = random.nextInt(30);
    for (int item = 0; item < size; item++) {
      all.add(
          new Offered(
              item,
              random.nextInt(5) - 1,
              random.nextInt(10) / 9,
              random.nextInt(6) - 2,
              random.nextInt(3)));
    }
    return all;
  }

  private static List<Integer> taken(List<Offered> all, int room, int perCategory) {
    Map<Integer, Integer> counts = new HashMap<>();
    List<Integer> taken = new ArrayList<>();
    for (Offered each : all.stream().sorted(Offered.ORDER).toList()) {
      boolean full = each.category >= 0 && counts.getOrDefault(each.category, 0) >= perCategory;
      if (taken.size() < room && !full) {
        taken.add(each.item);
        counts.merge(each.category, 1, Integer::sum);
      }
    }
    return taken;
  }
}

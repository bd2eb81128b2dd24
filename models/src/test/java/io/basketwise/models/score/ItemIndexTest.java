package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.format.StringColumn;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemIndexTest {
  private static final int BITS = 12;

  private final AtomicInteger compared = new AtomicInteger();

  private ItemIndex index(List<String> ids) {
    return new ItemIndex(
        ids.stream().mapToInt(StringColumn::hash).toArray(),
        (item, id) -> {
          compared.incrementAndGet();
          return ids.get(item).equals(id);
        },
        id -> Math.max(-1, Collections.binarySearch(ids, id)));
  }

  /** "Aa" and "BB" have one hash code, and so has every text of as many of them. */
  private static String colliding(int number) {
    return IntStream.range(0, BITS)
        .mapToObj(bit -> (number >> (BITS - 1 - bit) & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  @Test
  void collidingIdsAreAllFoundWithinTheBoundOfProbes() {
    List<String> all = IntStream.range(0, 1 << BITS).mapToObj(ItemIndexTest::colliding).toList();
    List<String> ids = all.subList(0, all.size() - 1);
    assertThat(all).extracting(String::hashCode).containsOnly(all.get(0).hashCode());
    ItemIndex index = index(ids);
    for (int item = 0; item < ids.size(); item++) {
      compared.set(0);
      assertThat(index.find(ids.get(item))).isEqualTo(item);
      assertThat(compared).hasValueLessThanOrEqualTo(ItemIndex.MAX_PROBES);
    }
    assertThat(index.find(all.get(ids.size()))).isEqualTo(-1);
  }

  @Test
  void manyAreFoundAsOneByOne() {
    List<String> ids = IntStream.range(0, 1 << BITS).mapToObj(ItemIndexTest::colliding).toList();
    ItemIndex index = index(ids);
    String[] asked = {ids.get(7), "nobody", ids.get(0), "", ids.get(ids.size() - 1), ids.get(7)};
    assertThat(index.find(asked)).containsExactly(7, -1, 0, -1, ids.size() - 1, 7);
    assertThat(asked).allSatisfy(id -> assertThat(index.find(id)).isEqualTo(ids.indexOf(id)));
  }

  @Test
  void anEmptyShopHasNoItem() {
    assertThat(index(List.of()).find("a")).isEqualTo(-1);
  }
}

package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateSetTest {
  private static final int ITEMS = 200_000;

  private static void addTo(CandidateSet set, int slot, int i) {
    set.mark(slot, 1 << i % 8);
    set.addLinear(slot, i);
    set.addCosine(slot, -i);
  }

  private static List<Number> columns(CandidateSet set, int slot) {
    return List.of(
        set.item(slot),
        set.marks(slot),
        set.linear(slot),
        set.cosine(slot),
        set.ruleSum(slot),
        set.ruleConfidence(slot),
        set.rule(slot));
  }

  /** Moments of all sizes around those at which clearing takes another way, after a huge one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aSetThatWasHugeIsLikeANewOne(long seed) {
    var random = new SplittableRandom(seed);
    var used = new CandidateSet();
    for (int item = 0; item < 50_000; item++) {
      used.slot(item);
    }
    for (int moment = 0; moment < 60; moment++) {
      used.clear();
      var fresh = new CandidateSet();
      int size = random.nextInt(1 << random.nextInt(1, 16));
      for (int i = 0; i < size; i++) {
        int item = random.nextInt(ITEMS);
        int slot = fresh.slot(item);
        assertThat(used.slot(item)).as("seed %s", seed).isEqualTo(slot);
        addTo(used, slot, i);
        addTo(fresh, slot, i);
      }
      for (int slot = 0; slot < used.size(); slot++) {
        assertThat(columns(used, slot)).as("seed %s", seed).isEqualTo(columns(fresh, slot));
        assertThat(used.rule(slot)).as("a rule that nobody added, seed %s", seed).isEqualTo(-1);
      }
      assertThat(used.size()).isEqualTo(fresh.size());
      for (int i = 0; i < 1000; i++) {
        int item = random.nextInt(ITEMS);
        assertThat(used.find(item)).as("seed %s", seed).isEqualTo(fresh.find(item));
      }
    }
  }
}

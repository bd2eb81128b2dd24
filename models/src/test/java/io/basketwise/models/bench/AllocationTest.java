package io.basketwise.models.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.decision.Action;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.score.Scorer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision allocates for its answer and its cart, and nothing for a candidate. */
class AllocationTest {
  private static final int ITEMS = 2_000;
  private static final int DECISIONS = 2_000;

  /** Of the smallest object. */
  private static final int OBJECT_BYTES = 16;

  @TempDir Path folder;

  @Test
  void candidatesAreRankedWithoutAnObjectEach() {
    try (Scorer scorer = Scorer.of(Artifact.open(new LargeShop(ITEMS).folder(folder)))) {
      Moment small = cart(1);
      Moment large = cart(8);
      int more = candidates(scorer, large) - candidates(scorer, small);
      assertThat(more).isGreaterThan(500);
      assertThat(allocated(scorer, large) - allocated(scorer, small))
          .as("bytes that %d candidates take", more)
          .isLessThan((long) more * OBJECT_BYTES);
    }
  }

  private static int candidates(Scorer scorer, Moment moment) {
    return scorer.explain(moment).lines().size();
  }

  /** Bytes of a decision that is not the first of its kind. */
  private static long allocated(Scorer scorer, Moment moment) {
    decide(scorer, moment);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    decide(scorer, moment);
    return (threads.getThreadAllocatedBytes(thread) - before) / DECISIONS;
  }

  private static void decide(Scorer scorer, Moment moment) {
    for (int i = 0; i < DECISIONS; i++) {
      assertThat(scorer.decide(moment).action()).isEqualTo(Action.OFFER);
    }
  }

  private static Moment cart(int size) {
    List<CartLine> lines =
        IntStream.range(0, size)
            .mapToObj(i -> new CartLine(LargeShop.id(401 + 150 * i), 1, 20))
            .toList();
    return Moment.builder().placement(Placement.CART).visitorId("v").cart(lines).build();
  }
}

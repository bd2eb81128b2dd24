package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten million decisions from two threads while versions are swapped every 100 ms: each is compared
 * with what its version decides, and heap and maps are printed as the run goes on. {@code
 * -Dload.decisions} asks for another number.
 */
class SwapLoadBench {
  private static final Moment MOMENT =
      Moment.ofCart(
          "m",
          Instant.EPOCH,
          Placement.CART,
          List.of(new CartLine("brush", 1, 2), new CartLine("drill", 1, 50)));
  private static final int THREADS = 2;

  /** Less than one small version a hundred swaps. */
  private static final long GROWTH = 1 << 20;

  @TempDir Path root;

  private final Map<String, Decision> expected = new HashMap<>();

  @Test
  void noDecisionFailsAndMemoryStaysFlat() throws Exception {
    long decisions = Long.getLong("load.decisions", 10_000_000);
    for (double weight : new double[] {0.01, 0.02, 0.03}) {
      publish(new SmallShop().popularityWeight(weight));
    }
    List<String> versions = new ArrayList<>(expected.keySet());
    List<RuntimeException> refused = new ArrayList<>();
    var pool = Executors.newFixedThreadPool(THREADS);
    long start = System.nanoTime();
    long early = 0;
    int swaps = 0;
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      Callable<Long> load = () -> decide(scorer, decisions / THREADS);
      List<Future<Long>> runs = List.of(pool.submit(load), pool.submit(load));
      while (!runs.stream().allMatch(Future::isDone)) {
        makeLive(versions.get(swaps % versions.size()));
        scorer.refresh();
        swaps++;
        if (swaps == 50) {
          early = liveBytes();
        }
        if (swaps % 50 == 0) {
          System.out.printf("after %,d swaps: %s%n", swaps, memory());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      long made = 0;
      for (Future<Long> run : runs) {
        made += run.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long late = liveBytes();
      System.out.printf(
          "%,d decisions in %.0f s while versions were swapped %,d times; at the end, collected:"
              + " %s%n",
          made, seconds, swaps, memory());
      assertThat(swaps).as("swaps, of which the first 50 warm up").isGreaterThan(100);
      assertThat(late - early).as("bytes that live on, from the 50th swap to the end").isLessThan(GROWTH);
    } finally {
      pool.shutdown();
    }
    assertThat(refused).isEmpty();
  }

  private long decide(LiveScorer scorer, long decisions) {
    for (long i = 0; i < decisions; i++) {
      Decision decision = scorer.decide(MOMENT);
      if (!decision.equals(expected.get(decision.version()))) {
        throw new AssertionError("mixed: " + DecisionWriter.write(decision));
      }
    }
    return decisions;
  }

  private void publish(SmallShop shop) {
    var store = new ArtifactStore(root);
    Path staged = store.stage();
    shop.write(staged);
    store.publish(staged);
    try (Scorer scorer = Scorer.open(root)) {
      expected.put(scorer.version(), scorer.decide(MOMENT));
    }
  }

  private void makeLive(String version) throws IOException {
    Path next = Files.writeString(root.resolve("next"), version + "\n");
    Files.move(next, root.resolve("CURRENT"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String memory() {
    return String.format(
        "heap %,d MB, %s",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
        OpeningProbe.mapped());
  }
}

package io.basketwise.models.score;

import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A fresh process that opens a version, decides one moment, and opens the version again. */
final class OpeningProbe {
  private OpeningProbe() {}

  public static void main(String[] args) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long startCpu = threads.getCurrentThreadCpuTime();
    try (Scorer scorer = Scorer.open(Path.of(args[0]))) {
      long opened = System.nanoTime();
      long openedCpu = threads.getCurrentThreadCpuTime();
      Decision decision =
          scorer.decide(
              Moment.ofCart(
                  "m", Instant.EPOCH, Placement.CART, List.of(new CartLine(args[1], 1, 10))));
      long decided = System.nanoTime();
      if (decision.offers().isEmpty()) {
        throw new IllegalStateException("nothing offered to " + args[1]);
      }
      Scorer.open(Path.of(args[0])).close();
      long reopened = System.nanoTime();
      System.gc();
      System.out.printf(
          "opened in %.0f ms (%.0f ms of its thread on a processor), first decision (%d offers) in"
              + " %.0f ms, opened again in %.0f ms; heap of at most %d MB, %.1f MB live; mapped:"
              + " %s%n",
          (opened - start) / 1e6,
          (openedCpu - startCpu) / 1e6,
          decision.offers().size(),
          (decided - opened) / 1e6,
          (reopened - decided) / 1e6,
          Runtime.getRuntime().maxMemory() >> 20,
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6,
          mapped());
    }
  }

  static String mapped() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("mapped"))
        .map(pool -> String.format("%d maps of %,d bytes", pool.getCount(), pool.getMemoryUsed()))
        .findFirst()
        .orElseThrow();
  }
}

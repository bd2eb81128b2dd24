package io.basketwise.report;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures the steps of a run: wall time, and the most heap that was in use during each. */
public final class StepTimes {
  /**
   * One step.
   *
   * @param name what it did
   * @param seconds wall time
   * @param peakHeapMiB most heap in use during the step, garbage included
   */
  public record Step(String name, double seconds, long peakHeapMiB) {}

  private final List<Step> steps = new ArrayList<>();
  private final Consumer<String> progress;

  /** Measures, telling each step's name as it begins. */
  public StepTimes(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Runs a step. */
  public <T> T time(String name, Supplier<T> work) {
    progress.accept(name);
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    steps.add(new Step(name, seconds, peak >> 20));
    return result;
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** The finished steps, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }
}

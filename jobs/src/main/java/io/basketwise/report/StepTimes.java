package io.basketwise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Measures the steps of a run: wall time, Spark's share of it, and memory. */
public final class StepTimes implements AutoCloseable {
  /**
   * One step.
   *
   * @param name what it did
   * @param seconds wall time
   * @param taskSeconds of these, while at least one Spark task ran
   * @param peakHeapMiB most heap in use during the step, garbage included
   * @param liveHeapMiB most heap that a collection left during the step
   * @param grownMiB by how much that is more than what the last collection before the step left
   * @param boundMiB what the step says that it holds at most; empty where it holds nothing of note
   */
  public record Step(
      String name,
      double seconds,
      double taskSeconds,
      long peakHeapMiB,
      long liveHeapMiB,
      long grownMiB,
      OptionalLong boundMiB) {

    /** The same figures under another name. */
    Step named(String other) {
      return new Step(other, seconds, taskSeconds, peakHeapMiB, liveHeapMiB, grownMiB, boundMiB);
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final HeapGauge heap = new HeapGauge();
  private final Consumer<String> progress;
  private LongSupplier taskNanos = () -> 0;

  /** Measures, telling each step's name as it begins. */
  public StepTimes(Consumer<String> progress) {
    this.progress = progress;
  }

  /** From now on Spark's busy time is known: nanoseconds in which at least one task ran. */
  public void watch(LongSupplier busyNanos) {
    this.taskNanos = busyNanos;
  }

  /** Runs a step. */
  public <T> T time(String name, Supplier<T> work) {
    return time(name, OptionalLong.empty(), work);
  }

  /** Runs a step that says how many bytes it holds at most. */
  public <T> T time(String name, OptionalLong boundBytes, Supplier<T> work) {
    progress.accept(name);
    long before = heap.reset();
    long busy = taskNanos.getAsLong();
    long start = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    long live = heap.mostLive();
    steps.add(
        new Step(
            name,
            seconds,
            Math.min(seconds, (taskNanos.getAsLong() - busy) / 1e9),
            heap.peak() >> 20,
            live >> 20,
            (live - before) >> 20,
            boundBytes.isPresent()
                ? OptionalLong.of((boundBytes.getAsLong() >> 20) + 1)
                : OptionalLong.empty()));
    return result;
  }

  /** The finished steps, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public void close() {
    heap.close();
  }
}

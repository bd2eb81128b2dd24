package io.basketwise.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Measures the steps of a run: wall time, Spark's share of it, and memory. */
public final class StepTimes implements AutoCloseable {
  /**
   * One step.
   *
   * @param name what it did
   * @param seconds wall time, without the steps that ran within it
   * @param taskSeconds of these, while at least one Spark task ran
   * @param rows that its result stands for; empty where it does not tell
   * @param peakHeapMiB most heap in use during the step, garbage included
   * @param liveHeapMiB most heap that a collection left during the step
   * @param grownMiB by how much that is more than what the last collection before the step left
   * @param boundMiB what the step says that it holds at most; empty where it holds nothing of note
   */
  public record Step(
      String name,
      double seconds,
      double taskSeconds,
      OptionalLong rows,
      @JsonProperty("peak_heap_mib") long peakHeapMiB,
      @JsonProperty("live_heap_mib") long liveHeapMiB,
      @JsonProperty("grown_mib") long grownMiB,
      @JsonProperty("bound_mib") OptionalLong boundMiB) {

    /** The same figures under another name. */
    Step named(String other) {
      return new Step(
          other, seconds, taskSeconds, rows, peakHeapMiB, liveHeapMiB, grownMiB, boundMiB);
    }

    /** Two steps as one. */
    Step plus(Step other) {
      return new Step(
          name,
          seconds + other.seconds,
          taskSeconds + other.taskSeconds,
          rows.isPresent() ? rows : other.rows,
          Math.max(peakHeapMiB, other.peakHeapMiB),
          Math.max(liveHeapMiB, other.liveHeapMiB),
          Math.max(grownMiB, other.grownMiB),
          boundMiB.isPresent() ? boundMiB : other.boundMiB);
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final HeapGauge heap = new HeapGauge();
  private final StepListener listener;
  private LongSupplier taskNanos = () -> 0;

  /** What the steps within the present one have taken so far. */
  private long innerNanos;

  private long innerTaskNanos;

  /** Measures, telling of each step as it begins and ends. */
  public StepTimes(StepListener listener) {
    this.listener = listener;
  }

  /** From now on Spark's busy time is known: nanoseconds in which at least one task ran. */
  public void watch(LongSupplier busyNanos) {
    this.taskNanos = busyNanos;
  }

  /** Runs a step. */
  public <T> T time(String name, Supplier<T> work) {
    return time(name, OptionalLong.empty(), work);
  }

  /** Runs a step of whose result it is known how many rows it stands for. */
  public <T> T time(String name, Supplier<T> work, ToLongFunction<T> rows) {
    return time(
        name, OptionalLong.empty(), work, result -> OptionalLong.of(rows.applyAsLong(result)));
  }

  /** Runs a step that says how many bytes it holds at most. */
  public <T> T time(String name, OptionalLong boundBytes, Supplier<T> work) {
    return time(name, boundBytes, work, result -> OptionalLong.empty());
  }

  private <T> T time(
      String name, OptionalLong boundBytes, Supplier<T> work, Function<T, OptionalLong> rows) {
    listener.started(name);
    long outerNanos = innerNanos;
    long outerTaskNanos = innerTaskNanos;
    innerNanos = 0;
    innerTaskNanos = 0;
    long before = heap.reset();
    long busy = taskNanos.getAsLong();
    long start = System.nanoTime();
    T result = work.get();
    long nanos = System.nanoTime() - start;
    long busyNanos = taskNanos.getAsLong() - busy;
    double seconds = (nanos - innerNanos) / 1e9;
    double taskSeconds = Math.max(0, (busyNanos - innerTaskNanos) / 1e9);
    innerNanos = outerNanos + nanos;
    innerTaskNanos = outerTaskNanos + busyNanos;
    long live = heap.mostLive();
    Step step =
        new Step(
            name,
            seconds,
            Math.min(seconds, taskSeconds),
            rows.apply(result),
            heap.peak() >> 20,
            live >> 20,
            (live - before) >> 20,
            boundBytes.isPresent()
                ? OptionalLong.of((boundBytes.getAsLong() >> 20) + 1)
                : OptionalLong.empty());
    steps.add(step);
    listener.finished(step);
    return result;
  }

  /** Steps of one name as one, in the order of the first of each. */
  public static List<Step> merged(List<Step> steps) {
    Map<String, Step> merged = new LinkedHashMap<>();
    steps.forEach(step -> merged.merge(step.name(), step, Step::plus));
    return List.copyOf(merged.values());
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

package io.basketwise.report;

/** Told of a run as it goes on, and of its end. */
@FunctionalInterface
public interface RunListener extends StepListener {
  /** It has the lock and begins. */
  default void begins(String runId) {}

  /** It is over, and its record is kept. */
  default void ended(RunRecord record) {}
}

package io.basketwise.report;

/** Told of the steps of a run as they begin and end; a step may run within another. */
@FunctionalInterface
public interface StepListener {
  /** A step begins. */
  void started(String step);

  /** The innermost step that had begun is done. One that fails is not told. */
  default void finished(StepTimes.Step step) {}
}

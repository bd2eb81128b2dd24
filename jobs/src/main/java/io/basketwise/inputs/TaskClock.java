package io.basketwise.inputs;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Adds up the time in which at least one Spark task runs. */
public final class TaskClock extends SparkListener {
  private int running;
  private long since;
  private long busy;

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    if (running++ == 0) {
      since = System.nanoTime();
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (--running == 0) {
      busy += System.nanoTime() - since;
    }
  }

  /** Nanoseconds so far. */
  public synchronized long busyNanos() {
    return busy + (running > 0 ? System.nanoTime() - since : 0);
  }
}

package io.basketwise.prepare;

import java.util.Objects;
import org.apache.spark.sql.Observation;

/** Reads counts that Spark took while rows streamed by. */
final class Observed {
  private Observed() {}

  /** A count by its name; waits for the query that takes it, which must have been started. */
  static long count(Observation observation, String name) {
    try {
      return (Long) Objects.requireNonNull(observation.getAsJava().get(name), name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the count " + name, e);
    }
  }
}

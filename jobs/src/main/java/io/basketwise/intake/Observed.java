package io.basketwise.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** What Spark counted, by the names of the aggregates. */
final class Observed {
  private final Map<String, Object> values;

  private Observed(Map<String, Object> values) {
    this.values = values;
  }

  /** Waits for the query that is observed, which must have been started. */
  static Observed of(Observation observation) {
    try {
      return new Observed(observation.getAsJava());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for counts", e);
    }
  }

  /** What a query told as one row. */
  static Observed of(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (String name : row.schema().fieldNames()) {
      values.put(name, row.getAs(name));
    }
    return new Observed(values);
  }

  /** A count by its name. */
  long count(String name) {
    return (Long) Objects.requireNonNull(values.get(name), name);
  }

  /** A time by its name; empty where no row has one. */
  Optional<Instant> time(String name) {
    return Optional.ofNullable((Timestamp) values.get(name)).map(Timestamp::toInstant);
  }
}

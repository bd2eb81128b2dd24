package io.basketwise.prepare;

import static org.apache.spark.sql.functions.count_if;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Changes written aside before they are brought in, which reads them more than once. */
final class StagedChanges {
  private static final String REPLACING = "replacing";

  private final Path folder;

  StagedChanges(Path folder) {
    this.folder = folder;
  }

  /**
   * Changes on disk.
   *
   * @param replace whether any takes the place of a row; else all are new
   */
  record Staged(Dataset<Row> rows, boolean replace) {}

  Dataset<Row> write(String name, Dataset<Row> changes) {
    String path = new Path(folder, name).toString();
    changes.write().parquet(path);
    return changes.sparkSession().read().schema(changes.schema()).parquet(path);
  }

  /**
   * Writes changes of which it is known what they change.
   *
   * @param replacing whether one takes the place of a row
   */
  Staged write(String name, Dataset<Row> changes, Column replacing) {
    Observation counts = new Observation(name);
    Dataset<Row> rows = write(name, changes.observe(counts, count_if(replacing).as(REPLACING)));
    try {
      Map<String, Object> counted = counts.getAsJava();
      return new Staged(rows, !Long.valueOf(0).equals(counted.get(REPLACING)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for counts", e);
    }
  }
}

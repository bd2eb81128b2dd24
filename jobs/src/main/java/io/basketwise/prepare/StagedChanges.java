package io.basketwise.prepare;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Changes written aside before they are brought in, which reads them more than once. */
final class StagedChanges {
  private static final String WRITTEN = "written";
  private static final String REPLACING = "replacing";

  private final Path folder;

  StagedChanges(Path folder) {
    this.folder = folder;
  }

  /**
   * Changes on disk.
   *
   * @param written how many rows there are
   * @param replacing of these, rows that take the place of a row; the others are new
   */
  record Staged(Dataset<Row> rows, long written, long replacing) {}

  /** Writes changes that are all new, or of which it does not matter. */
  Staged write(String name, Dataset<Row> changes) {
    return write(name, changes, lit(false));
  }

  /**
   * Writes changes of which it is known what they change.
   *
   * @param replacing whether one takes the place of a row
   */
  Staged write(String name, Dataset<Row> changes, Column replacing) {
    Observation counts = new Observation(name);
    String path = new Path(folder, name).toString();
    changes
        .observe(counts, count(lit(1)).as(WRITTEN), count_if(replacing).as(REPLACING))
        .write()
        .parquet(path);
    try {
      Map<String, Object> counted = counts.getAsJava();
      return new Staged(
          changes.sparkSession().read().schema(changes.schema()).parquet(path),
          counted(counted, WRITTEN),
          counted(counted, REPLACING));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for counts", e);
    }
  }

  /** A plan without any row may have lost its counts. */
  private static long counted(Map<String, Object> counted, String name) {
    return (Long) counted.getOrDefault(name, 0L);
  }
}

package io.basketwise.prepare;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Changes written aside before they are brought in, which reads them more than once. */
final class StagedChanges {
  private static final String WRITTEN = "written";
  private static final String REPLACING = "replacing";
  private static final String MONTHS = "months";
  private static final String SEPARATOR = ",";

  private final Path folder;

  StagedChanges(Path folder) {
    this.folder = folder;
  }

  /**
   * Changes on disk.
   *
   * @param written how many rows there are
   * @param replacing of these, rows that take the place of a row; the others are new
   * @param months of the rows, and of those whose place they take
   */
  record Staged(Dataset<Row> rows, long written, long replacing, Set<String> months) {}

  /**
   * Writes changes.
   *
   * @param replacing whether one takes the place of a row
   * @param months an aggregate over the changes: an array of months, each once or more often
   */
  Staged write(String name, Dataset<Row> changes, Column replacing, Column months) {
    Observation counts = new Observation(name);
    String path = new Path(folder, name).toString();
    changes
        .observe(
            counts,
            count(lit(1)).as(WRITTEN),
            count_if(replacing).as(REPLACING),
            array_join(months, SEPARATOR).as(MONTHS))
        .write()
        .parquet(path);
    try {
      Map<String, Object> counted = counts.getAsJava();
      return new Staged(
          changes.sparkSession().read().schema(changes.schema()).parquet(path),
          counted(counted, WRITTEN),
          counted(counted, REPLACING),
          months((String) counted.getOrDefault(MONTHS, "")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for counts", e);
    }
  }

  private static Set<String> months(String joined) {
    return joined.isEmpty() ? Set.of() : Set.copyOf(List.of(joined.split(SEPARATOR)));
  }

  /** A plan without any row may have lost its counts. */
  private static long counted(Map<String, Object> counted, String name) {
    return (Long) counted.getOrDefault(name, 0L);
  }
}

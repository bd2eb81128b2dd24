package io.basketwise.prepare;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Changes written aside before they are merged, because a merge reads them more than once. */
final class StagedChanges {
  private final Path folder;

  StagedChanges(Path folder) {
    this.folder = folder;
  }

  Dataset<Row> write(String name, Dataset<Row> changes) {
    String path = new Path(folder, name).toString();
    changes.write().parquet(path);
    return changes.sparkSession().read().schema(changes.schema()).parquet(path);
  }
}

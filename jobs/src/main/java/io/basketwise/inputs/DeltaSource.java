package io.basketwise.inputs;

import io.basketwise.config.Location;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Delta table at a version, as the data files of that version: a later version that only appends
 * has these and more, so that what is new can be read alone. On the driver: one entry a file.
 */
final class DeltaSource {
  private final DeltaLog log;
  private final Snapshot snapshot;
  private final Map<String, AddFile> byName = new TreeMap<>();

  private DeltaSource(DeltaLog log, Snapshot snapshot) {
    this.log = log;
    this.snapshot = snapshot;
    for (AddFile file : snapshot.allFiles().collectAsList()) {
      byName.put(name(file), file);
    }
  }

  /** The table at a version, or at its latest. */
  static DeltaSource of(SparkSession spark, Location table, OptionalLong version) {
    DeltaLog log = DeltaLog.forTable(spark, table.qualified());
    return new DeltaSource(
        log,
        version.isPresent()
            ? log.getSnapshotAt(version.getAsLong(), Option.empty(), Option.empty(), false)
            : log.update(false, Option.empty(), Option.empty()));
  }

  StructType schema() {
    return snapshot.schema();
  }

  long version() {
    return snapshot.version();
  }

  /**
   * Rows deleted by a vector leave the file's path as it is; the vector makes it another source.
   */
  private static String name(AddFile file) {
    return file.deletionVector() == null
        ? file.path()
        : file.path() + "#" + file.deletionVector().uniqueId();
  }

  List<SourceFile> files() {
    return byName.entrySet().stream()
        .map(
            entry ->
                new SourceFile(
                    entry.getKey(), entry.getValue().size(), entry.getValue().modificationTime()))
        .toList();
  }

  Dataset<Row> rows(Collection<SourceFile> some) {
    List<AddFile> files =
        some.stream()
            .map(SourceFile::name)
            .map(byName::get)
            .sorted(Comparator.comparing(AddFile::path))
            .toList();
    return log.createDataFrame(
        snapshot, CollectionConverters.asScala(files).toSeq(), false, Option.empty());
  }
}

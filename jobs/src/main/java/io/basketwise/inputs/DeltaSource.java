package io.basketwise.inputs;

import io.basketwise.config.Location;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.actions.RemoveFile;
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

  /** Files that came with new rows and were put together with others since, by name. */
  private final Map<String, AddFile> merged = new TreeMap<>();

  private DeltaSource(DeltaLog log, Snapshot snapshot) {
    this.log = log;
    this.snapshot = snapshot;
    byName.putAll(files(snapshot));
  }

  private static Map<String, AddFile> files(Snapshot snapshot) {
    Map<String, AddFile> files = new TreeMap<>();
    for (AddFile file : snapshot.allFiles().collectAsList()) {
      files.put(name(file), file);
    }
    return files;
  }

  /** The table at a version, or at its latest. */
  static DeltaSource of(SparkSession spark, Location table, OptionalLong version) {
    DeltaLog log = DeltaLog.forTable(spark, table.qualified());
    return new DeltaSource(
        log,
        version.isPresent()
            ? at(log, version.getAsLong())
            : log.update(false, Option.empty(), Option.empty()));
  }

  private static Snapshot at(DeltaLog log, long version) {
    return log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
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
    return sources(byName);
  }

  private static List<SourceFile> sources(Map<String, AddFile> files) {
    return files.entrySet().stream()
        .map(
            entry ->
                new SourceFile(
                    entry.getKey(), entry.getValue().size(), entry.getValue().modificationTime()))
        .toList();
  }

  /**
   * The files that later versions than one have added rows with, even if these were put together
   * with others since; empty where they did anything else than add rows and lay out what was there,
   * where the table of then is another, or where its log or such a file is gone.
   */
  Optional<List<SourceFile>> addedSince(long version, Set<String> files) {
    Map<String, AddFile> added = new TreeMap<>();
    try {
      if (version > version() || !files(at(log, version)).keySet().equals(files)) {
        return Optional.empty();
      }
      var commits = log.getChanges(version + 1, version(), Option.empty(), true);
      while (commits.hasNext()) {
        for (Action action : CollectionConverters.asJava(commits.next()._2())) {
          if (action instanceof AddFile file && file.dataChange()) {
            added.put(name(file), file);
          } else if (changesMore(action)) {
            return Optional.empty();
          }
        }
      }
      if (!exist(added.values())) {
        return Optional.empty();
      }
    } catch (Exception forgotten) {
      return Optional.empty();
    }
    merged.putAll(added);
    return Optional.of(sources(added));
  }

  private static boolean changesMore(Action action) {
    return (action instanceof RemoveFile file && file.dataChange())
        || action instanceof Metadata
        || action instanceof Protocol;
  }

  /** A file that belongs to no version any more may have been removed. */
  private boolean exist(Collection<AddFile> files) throws IOException {
    FileSystem system = log.dataPath().getFileSystem(log.newDeltaHadoopConf());
    for (AddFile file : files) {
      if (!byName.containsKey(name(file)) && !system.exists(file.absolutePath(log))) {
        return false;
      }
    }
    return true;
  }

  Dataset<Row> rows(Collection<SourceFile> some) {
    List<AddFile> files =
        some.stream()
            .map(SourceFile::name)
            .map(name -> byName.getOrDefault(name, merged.get(name)))
            .sorted(Comparator.comparing(AddFile::path))
            .toList();
    return log.createDataFrame(
        snapshot, CollectionConverters.asScala(files).toSeq(), false, Option.empty());
  }
}

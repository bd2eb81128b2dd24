package io.basketwise.prepare;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * A Delta table at its latest version. What files and transactions it has is read from the checksum
 * file that Delta writes beside every commit; only where that lacks them, as it does of tables of
 * very many files, the log is replayed, which takes several Spark jobs.
 */
final class LakeTable {
  private final DeltaLog log;
  private final Snapshot snapshot;

  private LakeTable(DeltaLog log, Snapshot snapshot) {
    this.log = log;
    this.snapshot = snapshot;
  }

  static LakeTable latest(SparkSession spark, Path path) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    return new LakeTable(log, log.update(false, Option.empty(), Option.empty()));
  }

  /** The number of commits but one; -1 of a table that was never written. */
  long version() {
    return snapshot.version();
  }

  /** The number that a writer last committed with; empty where it never did. */
  OptionalLong transaction(String writer) {
    Option<Seq<SetTransaction>> known =
        snapshot.checksumOpt().flatMap(VersionChecksum::setTransactions);
    Seq<SetTransaction> all = known.isDefined() ? known.get() : snapshot.setTransactions();
    return CollectionConverters.asJava(all).stream()
        .filter(each -> each.appId().equals(writer))
        .mapToLong(SetTransaction::version)
        .findFirst();
  }

  /** The names of all files that belong to this version, or did to one that can be read still. */
  Set<String> files() {
    Dataset<String> now = snapshot.allFiles().map(path(AddFile::path), Encoders.STRING());
    Dataset<String> then = snapshot.tombstones().map(path(RemoveFile::path), Encoders.STRING());
    return now.union(then).distinct().collectAsList().stream()
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the files of each month lie apart. */
  boolean isByMonths() {
    return snapshot.metadata().partitionColumns().contains(Months.COLUMN);
  }

  /** How many files hold this version's rows beyond one for every month. */
  long surplusFiles() {
    List<AddFile> files = current();
    long months =
        isByMonths() ? files.stream().map(AddFile::partitionValues).distinct().count() : 0;
    return files.size() - months;
  }

  private static <T> MapFunction<T, String> path(MapFunction<T, String> of) {
    return of;
  }

  /** All rows. The driver holds the list of files, about 1 KB each. */
  Dataset<Row> rows() {
    List<AddFile> files = current().stream().sorted(Comparator.comparing(AddFile::path)).toList();
    return log.createDataFrame(
        snapshot, CollectionConverters.asScala(files).toSeq(), false, Option.empty());
  }

  private List<AddFile> current() {
    return OptionConverters.toJava(snapshot.checksumOpt().flatMap(VersionChecksum::allFiles))
        .map(CollectionConverters::asJava)
        .orElseGet(() -> snapshot.allFiles().collectAsList());
  }
}

package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.delta.tables.DeltaTable;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import scala.Console;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * The Delta tables of a shop's runs. They know of no as-of date: each holds all that was ever read,
 * with the times that tell what was so when, and a {@link LakeView} looks at it as of a day.
 *
 * <p>Every commit carries the number of the batch that it brought in, so that a table tells how far
 * it is, and a batch that is brought in again changes nothing.
 */
public final class Lake {
  /** Order lines, with the returns that took units off them. */
  public static final String ORDERS = "orders";

  /** One row per order. */
  public static final String BASKETS = "baskets";

  /** Events with their session. */
  public static final String EVENTS = "events";

  /** One row per session. */
  public static final String SESSIONS = "sessions";

  /** Every row of the catalog; of one item there may be several. */
  public static final String CATALOG = "catalog";

  /** The intent of sessions of which somebody knows it. */
  public static final String LABELS = "labels";

  /** Rows that broke a rule, with the rule and the raw values. */
  public static final String QUARANTINE = "quarantine";

  /** One row per run. */
  public static final String RUNS = "runs";

  private static final SortedSet<String> TABLES =
      new TreeSet<>(Set.of(ORDERS, BASKETS, EVENTS, SESSIONS, CATALOG, LABELS, QUARANTINE, RUNS));

  private static final String DELTA = "delta";

  /** Whose batches the commits of a table are numbered by. */
  private static final String WRITER = "basketwise";

  /** A table of more, or of so many more than it has months, is put together. */
  private static final int MOST_FILES = 32;

  private static final String RETENTION_CHECK =
      "spark.databricks.delta.retentionDurationCheck.enabled";
  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  /** In changes only: true where a row is left for the key, else null. */
  private static final String LEFT = "__left";

  private final SparkSession spark;
  private final Path root;
  private final Runnable check;

  /** The lake below a folder, for those who know that nobody else writes. */
  public Lake(SparkSession spark, Path root) {
    this(spark, root, () -> {});
  }

  /**
   * The lake below a folder; tables are created when first written.
   *
   * @param check asked before every change, throws when another run may be writing
   */
  public Lake(SparkSession spark, Path root, Runnable check) {
    this.spark = spark;
    this.root = root;
    this.check = check;
  }

  /** Throws when another run may be writing. */
  public void check() {
    check.run();
  }

  /** The table that an input's rows are brought into. */
  public static String of(Table input) {
    return switch (input) {
      case ORDERS -> ORDERS;
      case CLICKS -> EVENTS;
      case CATALOG -> CATALOG;
      case LABELS -> LABELS;
    };
  }

  /** The number of the batch that a table holds; 0 where there is no such table yet. */
  public long batch(String table) {
    return latest(table).transaction(WRITER).orElse(0);
  }

  /** Whether a commit of this id was made by {@link #appendOnce}. */
  public boolean has(String table, String id) {
    return latest(table).transaction(id).isPresent();
  }

  /** Replaces a table's rows and schema as one commit. */
  public void replace(String table, Dataset<Row> rows, long batch) {
    DataFrameWriter<Row> writer = laidOut(table, rows);
    write(
        exists(table)
            ? writer.mode(SaveMode.Overwrite).option("overwriteSchema", "true")
            : writer.mode(SaveMode.Append),
        table,
        batch);
  }

  /** Rows on their way into the files of their months, as few as their size allows. */
  private static DataFrameWriter<Row> laidOut(String table, Dataset<Row> rows) {
    return Months.time(table).isEmpty()
        ? rows.write()
        : Months.with(table, rows)
            .hint("rebalance", col(Months.COLUMN))
            .write()
            .partitionBy(Months.COLUMN);
  }

  /** Replaces those rows of a table that satisfy a condition, as one commit; columns may be new. */
  public void replaceWhere(String table, Dataset<Row> rows, String condition) {
    save(widening(rows, SaveMode.Overwrite).option("replaceWhere", condition), table);
  }

  /** Removes those rows of a table that satisfy a condition, if there are any, as one commit. */
  public void removeWhere(String table, String condition) {
    check();
    DeltaTable.forPath(spark, path(table).toString()).delete(condition);
  }

  /** Adds rows that belong to no batch of the table's own, as one commit; columns may be new. */
  public void add(String table, Dataset<Row> rows) {
    save(widening(rows, SaveMode.Append), table);
  }

  /** Adds rows that are known to be new, as one commit. */
  public void append(String table, Dataset<Row> rows, long batch) {
    write(laidOut(table, rows).mode(SaveMode.Append), table, batch);
  }

  private void write(DataFrameWriter<Row> writer, String table, long batch) {
    write(writer, table, WRITER, batch);
  }

  private void write(DataFrameWriter<Row> writer, String table, String id, long number) {
    save(writer.option("txnAppId", id).option("txnVersion", number), table);
  }

  private void save(DataFrameWriter<Row> writer, String table) {
    check();
    writer.format(DELTA).save(path(table).toString());
  }

  private static DataFrameWriter<Row> widening(Dataset<Row> rows, SaveMode mode) {
    return rows.write().mode(mode).option("mergeSchema", "true");
  }

  /**
   * Puts rows in the place of those that have their keys, as one commit; a row whose key is left
   * without one goes. Files of other months than those named stay as they are.
   *
   * @param keys files, which are the same whenever they are read; null is null's equal
   * @param rows files, too; those of a new key are added
   * @param months of the rows, and of all those whose place they take
   */
  public void replaceKeys(
      String table, Dataset<Row> keys, Dataset<Row> rows, Set<String> months, long batch) {
    String condition = Months.among(months);
    Dataset<Row> before = latest(table).rows().filter(condition).drop(Months.COLUMN);
    write(
        laidOut(table, Joins.lackingNullSafe(before, keys).unionByName(rows))
            .mode(SaveMode.Overwrite)
            .option("replaceWhere", condition),
        table,
        batch);
  }

  /** Adds rows as one commit, unless a commit of this id was made before. */
  public void appendOnce(String table, Dataset<Row> rows, String id) {
    write(widening(rows, SaveMode.Append), table, id, 1);
  }

  /**
   * Puts rows in the place of those that have the same key, as one commit; a row whose key is left
   * without one goes.
   *
   * @param keys of one column; the other rows of the table stay
   * @return how many rows the table has lost
   */
  long replaceByKey(String table, Dataset<Row> keys, Dataset<Row> rows) {
    if (!exists(table) || keys.isEmpty()) {
      return 0;
    }
    String key = keys.columns()[0];
    Dataset<Row> changes =
        keys.distinct()
            .join(
                Months.with(table, rows).withColumn(LEFT, lit(true)),
                CollectionConverters.asScala(List.of(key)).toSeq(),
                "left");
    long before = read(table).count();
    check();
    DeltaTable.forPath(spark, path(table).toString())
        .as("t")
        .merge(changes.as("s"), "t." + key + " = s." + key)
        .whenMatched("s." + LEFT + " is null")
        .delete()
        .whenMatched()
        .updateAll()
        .whenNotMatched("s." + LEFT)
        .insertAll()
        .execute();
    return before - read(table).count();
  }

  /**
   * Removes the rows whose keys are among others, as one commit.
   *
   * @param keys their columns are those compared; null is null's equal
   * @return how many rows were removed
   */
  public long remove(String table, Dataset<Row> keys) {
    if (!exists(table) || keys.isEmpty()) {
      return 0;
    }
    String condition =
        Stream.of(keys.columns())
            .map(column -> "t.`" + column + "` <=> s.`" + column + "`")
            .collect(Collectors.joining(" and "));
    long before = read(table).count();
    check();
    DeltaTable.forPath(spark, path(table).toString())
        .as("t")
        .merge(keys.distinct().as("s"), condition)
        .whenMatched()
        .delete()
        .execute();
    return before - read(table).count();
  }

  /** Removes every file that the table's latest version does not need: its past is gone. */
  public void forgetPast(String table) {
    if (exists(table)) {
      spark.conf().set(RETENTION_CHECK, false);
      try {
        vacuum(table, everything -> everything.vacuum(0));
      } finally {
        spark.conf().unset(RETENTION_CHECK);
      }
    }
  }

  /**
   * Puts a table's files together where many nights have each added some, and removes those that no
   * version of the last seven days needs, Delta's own measure, or of as long as a table's
   * properties say.
   */
  public void tidy() {
    for (String table : TABLES) {
      if (exists(table)) {
        if (latest(table).surplusFiles() > MOST_FILES) {
          check();
          DeltaTable.forPath(spark, path(table).toString()).optimize().executeCompaction();
        }
        vacuum(table, DeltaTable::vacuum);
      }
    }
  }

  /**
   * Removes what a run that was cut off has written beside the tables and not committed. Only for
   * those who know that it will never commit it.
   */
  public void removeUncommitted() {
    for (String table : TABLES) {
      check();
      Set<String> files = exists(table) ? latest(table).files() : Set.of();
      Litter.sweep(path(table), files, spark.sessionState().newHadoopConf());
    }
  }

  private void vacuum(String table, Consumer<DeltaTable> how) {
    check();
    // Ten thousand tasks, Spark's default, would list a folder a month.
    spark.conf().set(LISTING_TASKS, spark.sparkContext().defaultParallelism());
    try {
      // Delta says how many files it removed on standard output, which belongs to results.
      Console.withOut(
          OutputStream.nullOutputStream(),
          () -> {
            how.accept(DeltaTable.forPath(spark, path(table).toString()));
            return BoxedUnit.UNIT;
          });
    } finally {
      spark.conf().unset(LISTING_TASKS);
    }
  }

  /** The number of a table's commits but one; -1 where there is no such table yet. */
  public long version(String table) {
    return latest(table).version();
  }

  /** Whether a table was ever written. */
  public boolean exists(String table) {
    return DeltaTable.isDeltaTable(spark, path(table).toString());
  }

  /** Every table's name. */
  public static SortedSet<String> tables() {
    return Collections.unmodifiableSortedSet(TABLES);
  }

  /** The rows of an input's table with the sessions that the source named, not those cut since. */
  public Dataset<Row> asRead(Table input) {
    Dataset<Row> rows = read(of(input));
    return input == Table.CLICKS
        ? rows.withColumn(ClickColumns.SESSION_ID, col(EventSessions.NAMED_SESSION))
        : rows;
  }

  /** The table's latest rows. */
  public Dataset<Row> read(String table) {
    return latest(table).rows().drop(Months.COLUMN);
  }

  private LakeTable latest(String table) {
    return LakeTable.latest(spark, path(table));
  }

  /** Where a table lies. */
  public Path path(String table) {
    if (!TABLES.contains(table)) {
      throw new IllegalArgumentException("The lake has no table " + table);
    }
    return new Path(root, table);
  }
}

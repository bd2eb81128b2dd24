package io.basketwise.inputs;

import io.basketwise.config.ShopConfig;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Starts Spark with the settings that this work needs. */
public final class SparkSessions {
  /**
   * What decides how an expression reads. A cast that fails must yield null, so that the row goes
   * to quarantine; ANSI mode would stop the whole run instead.
   */
  static final Map<String, String> SQL_SETTINGS =
      Map.of("spark.sql.session.timeZone", "UTC", "spark.sql.ansi.enabled", "false");

  private static final String MASTER = "spark.master";

  private SparkSessions() {}

  /** A session for one run; the caller closes it. */
  public static SparkSession start(ShopConfig config) {
    String master = System.getProperty(MASTER, config.spark().master());
    SparkSession.Builder builder = SparkSession.builder().appName("basketwise").master(master);
    settings(config).forEach(builder::config);
    SQL_SETTINGS.forEach(builder::config);
    if (master.startsWith("local")) {
      local().forEach(builder::config);
    }
    config.spark().conf().forEach(builder::config);
    return builder.getOrCreate();
  }

  private static Map<String, String> settings(ShopConfig config) {
    return Map.of(
        "spark.sql.extensions",
        "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog",
        "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.warehouse.dir",
        config.lake().resolve("warehouse").qualified(),
        "spark.sql.adaptive.enabled",
        "true",
        // A plan that turns out empty would be cut short, and the counts of the rows read with it.
        "spark.sql.adaptive.optimizer.excludedRules",
        "org.apache.spark.sql.execution.adaptive.AQEPropagateEmptyRelation",
        // INT96, Spark's default, is deprecated in Parquet and read by few other engines.
        "spark.sql.parquet.outputTimestampType",
        "TIMESTAMP_MICROS",
        // Baskets are gathered in memory for this many orders a task, about 200 MB, before they are
        // sorted on disk instead; Spark's own 128 would sort always.
        "spark.sql.objectHashAggregate.sortBased.fallbackThreshold",
        "100000",
        // Whole tables are read here; minima and maxima of every column would serve nobody.
        "spark.databricks.delta.stats.collect",
        "false",
        "spark.ui.enabled",
        "false",
        "spark.ui.showConsoleProgress",
        "false");
  }

  /** One machine: no open ports beyond it, and no more tasks than it has cores. */
  private static Map<String, String> local() {
    return Map.of(
        "spark.driver.bindAddress",
        "127.0.0.1",
        "spark.driver.host",
        "127.0.0.1",
        "spark.sql.shuffle.partitions",
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        // A log of a few files needs no 50 tasks to be replayed.
        "spark.databricks.delta.snapshotPartitions",
        "2");
  }
}

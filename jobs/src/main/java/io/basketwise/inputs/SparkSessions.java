package io.basketwise.inputs;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.ShopConfig.Spark;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.TemporaryFolder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Starts Spark with the settings that this work needs, in the temporary folder of the process. */
public final class SparkSessions {
  private static final String MASTER = "spark.master";

  /** One and a half times what Spark reserves for itself. */
  private static final long LEAST_HEAP_MIB = 450;

  private SparkSessions() {}

  /** A session for one run; the caller closes it. */
  public static SparkSession start(ShopConfig config) {
    checkHeap(Runtime.getRuntime().maxMemory());
    TemporaryFolder.ofProcess();
    String master = Objects.requireNonNullElse(given(MASTER), config.spark().master());
    SparkSession.Builder builder = SparkSession.builder().appName("basketwise").master(master);
    settings(config).forEach(builder::config);
    if (master.startsWith("local")) {
      local()
          .forEach(
              (key, value) -> builder.config(key, Objects.requireNonNullElse(given(key), value)));
    }
    config.spark().conf().forEach(builder::config);
    Spark.FIXED.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** What spark-submit was told. */
  static @Nullable String given(String key) {
    return System.getProperty(key);
  }

  /** Refuses a heap in which Spark does not start; its own words name options of spark-submit. */
  static void checkHeap(long bytes) {
    if (bytes < LEAST_HEAP_MIB << 20) {
      throw Refusal.configuration(
          "The heap is too small for Spark",
          String.format(
              Locale.ROOT,
              "it has %,d MiB, and Spark starts with no less than %,d",
              bytes >> 20,
              LEAST_HEAP_MIB),
          "give it more, such as BASKETWISE_JAVA_OPTS=-Xmx2g, or --driver-memory of spark-submit");
    }
  }

  private static Map<String, String> settings(ShopConfig config) {
    return Map.of(
        "spark.sql.extensions",
        "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog",
        "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.warehouse.dir",
        config.lake().resolve("warehouse").qualified(),
        // Nobody else has a session here. With class loaders of its own every task would ask the
        // driver for classes, and compile again what the driver has compiled.
        "spark.sql.artifact.isolation.enabled",
        "false",
        "spark.sql.adaptive.enabled",
        "true",
        // INT96, Spark's default, is deprecated in Parquet and read by few other engines.
        "spark.sql.parquet.outputTimestampType",
        "TIMESTAMP_MICROS",
        // Baskets are gathered in memory for this many orders a task, about 200 MB, before they are
        // sorted on disk instead; Spark's own 128 would sort always.
        "spark.sql.objectHashAggregate.sortBased.fallbackThreshold",
        "100000",
        // A table of a file a month is read by Delta's checksum of a commit, without the log.
        "spark.databricks.delta.allFilesInCrc.thresholdNumFiles",
        "200",
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
        SizedQueries.PARTITIONS,
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        SizedQueries.COMPILED,
        "false",
        // A log of a few files needs no 50 tasks to be replayed.
        "spark.databricks.delta.snapshotPartitions",
        "2");
  }
}

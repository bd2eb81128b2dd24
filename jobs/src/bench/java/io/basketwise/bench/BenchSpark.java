package io.basketwise.bench;

import org.apache.spark.sql.SparkSession;

/** The Spark session of a benchmark: all cores of this machine. */
public final class BenchSpark {
  private BenchSpark() {}

  /** Starts it. */
  public static SparkSession start() {
    return SparkSession.builder()
        .master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config(
            "spark.sql.shuffle.partitions",
            Integer.toString(Runtime.getRuntime().availableProcessors()))
        .getOrCreate();
  }
}

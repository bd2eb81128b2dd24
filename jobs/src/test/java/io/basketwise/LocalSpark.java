package io.basketwise;

import org.apache.spark.sql.SparkSession;

/** A plain Spark session inside this JVM, without open ports beyond it. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Starts it on a local master, such as {@code local[2]}. */
  public static SparkSession start(String master) {
    return SparkSession.builder()
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }
}

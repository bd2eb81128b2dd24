package io.basketwise.inputs;

import io.basketwise.config.ShopConfig;
import java.util.Collection;
import org.apache.spark.sql.SparkSession;

/**
 * How many partitions Spark shuffles into, from the size of what was read: no task may have to hold
 * a large shop's rows, and a small one's need no more tasks than there are cores. Spark joins those
 * that turn out small ({@code spark.sql.adaptive.coalescePartitions}).
 */
public final class ShufflePartitions {
  static final String KEY = "spark.sql.shuffle.partitions";

  /** Of Parquet files: about three million order lines, some 400 MB as rows. */
  private static final long BYTES = 32L << 20;

  /** Each costs the driver some memory for every task that writes to it. */
  private static final long MOST = 10_000;

  private ShufflePartitions() {}

  /** Raises the number to what a table of these files needs; one that somebody has set stays. */
  public static void widen(SparkSession spark, ShopConfig config, Collection<SourceFile> files) {
    boolean set = config.spark().conf().containsKey(KEY) || System.getProperty(KEY) != null;
    long bytes = files.stream().mapToLong(SourceFile::bytes).sum();
    long wanted = Math.min(MOST, (bytes + BYTES - 1) / BYTES);
    if (!set && wanted > Long.parseLong(spark.conf().get(KEY))) {
      spark.conf().set(KEY, wanted);
    }
  }
}

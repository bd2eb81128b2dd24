package io.basketwise.inputs;

import io.basketwise.config.ShopConfig;
import java.util.Collection;
import org.apache.spark.sql.SparkSession;

/**
 * How Spark is to run queries, from the size of what was read. No task may have to hold a large
 * shop's rows, and a small one's need no more tasks than there are cores: Spark joins those that
 * turn out small ({@code spark.sql.adaptive.coalescePartitions}). On one machine stages of queries
 * are compiled for large tables alone: a million order lines were through before that paid, of
 * three million the nights took equally long.
 */
public final class SizedQueries {
  static final String PARTITIONS = "spark.sql.shuffle.partitions";
  static final String COMPILED = "spark.sql.codegen.wholeStage";

  /** Of Parquet files: about three million order lines, some 400 MB as rows. */
  private static final long BYTES = 32L << 20;

  /** Each costs the driver some memory for every task that writes to it. */
  private static final long MOST = 10_000;

  private SizedQueries() {}

  /** Makes ready for a table of these files as for those before; what somebody has set stays. */
  public static void expect(SparkSession spark, ShopConfig config, Collection<SourceFile> files) {
    long bytes = files.stream().mapToLong(SourceFile::bytes).sum();
    long wanted = Math.min(MOST, (bytes + BYTES - 1) / BYTES);
    if (!isSet(config, PARTITIONS) && wanted > Long.parseLong(spark.conf().get(PARTITIONS))) {
      spark.conf().set(PARTITIONS, wanted);
    }
    if (!isSet(config, COMPILED) && bytes > BYTES) {
      spark.conf().set(COMPILED, true);
    }
  }

  private static boolean isSet(ShopConfig config, String key) {
    return config.spark().conf().containsKey(key) || SparkSessions.given(key) != null;
  }
}

package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.intake.Intake;
import io.basketwise.intake.Ledger;
import io.basketwise.intake.PinnedInputs;
import io.basketwise.prepare.Lake;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that are a Delta table, which grows, loses rows to deletion vectors, and is compacted. */
class DeltaFeedTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private ShopConfig config;

  @SuppressWarnings("NullAway.Init")
  private SparkSession spark;

  private String table = "";

  /** Why the last night read what it read. */
  private String why = "";

  @BeforeEach
  void start() throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: feed, format: delta } }
        spark: { master: "local[2]" }
        """);
    config = ConfigLoader.load(file, Map.of());
    spark = SparkSessions.start(config);
    // The feed is somebody else's, with the statistics that the lake does without.
    spark.conf().set("spark.databricks.delta.stats.collect", true);
    table = "delta.`" + folder.resolve("feed") + "`";
  }

  @AfterEach
  void stop() {
    spark.stop();
  }

  /** Appends one file of five orders. */
  private void place(int first) {
    spark
        .sql(
            "select concat('o', id) order_id, timestamp'2026-02-02 03:04:05' ordered_at, 'a' item_id,"
                + " 2.0d quantity, 9.5d unit_price from range(%d, %d)".formatted(first, first + 5))
        .coalesce(1)
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .mode("append")
        .save(folder.resolve("feed").toString());
  }

  /** Brings in what is new. */
  private Ledger night() {
    org.apache.hadoop.fs.Path root = Storage.path(config.lake());
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, ".staging");
    Intake intake = new Intake(spark, config, root, staging, NOW);
    UpdateLake update =
        new UpdateLake(new Lake(spark, root), intake, config, staging, NOW, found -> {});
    intake.sweep();
    InputTable input = new InputReader(spark).read(config, Table.ORDERS);
    Ledger ledger = update.bringIn(update.check(input, Optional.empty()));
    why = String.join("", intake.notes());
    return ledger;
  }

  private List<String> orders() {
    return new Lake(spark, Storage.path(config.lake()))
        .read(Lake.ORDERS).select("order_id").as(Encoders.STRING()).collectAsList().stream()
            .sorted()
            .toList();
  }

  private long deletionVectors() {
    try (Stream<Path> files = Files.list(folder.resolve("feed"))) {
      return files.filter(file -> file.toString().endsWith(".bin")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes files that the feed's latest version does not need. */
  private void forgetPast() {
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", false);
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", 2);
    spark.sql("vacuum " + table + " retain 0 hours");
  }

  @Test
  void onlyWhatANewVersionAppendsIsReadAndAllOfWhatItRewrites() {
    place(10);
    place(20);
    night();
    assertThat(why).contains("for the first time");
    place(30);
    Ledger third = night();
    assertThat(why).contains(".parquet is new").doesNotContain("whole");
    assertThat(orders()).hasSize(15).contains("o10", "o24", "o34");
    assertThat(night().batch()).as("nothing is new").isEqualTo(third.batch());

    spark.sql("delete from " + table + " where order_id = 'o21'");
    assertThat(deletionVectors()).isPositive();
    night();
    assertThat(why).contains("read whole, because the table rewrote");
    assertThat(orders()).hasSize(14).doesNotContain("o21");

    // The rows of o40 come and are put together with the others between two nights.
    place(40);
    spark.sql("optimize " + table);
    Ledger compacted = night();
    assertThat(why).contains("is new; 3 files", "put together anew").doesNotContain("whole");
    assertThat(orders()).hasSize(19).doesNotContain("o21").contains("o40", "o44");
    assertThat(compacted.sources()).hasSize(1);
    assertThat(night().batch()).as("nothing is new").isEqualTo(compacted.batch());

    PinnedInputs pinned =
        new PinnedInputs(
            Map.of(Table.ORDERS, new PinnedInputs.Pin(OptionalLong.of(2), third.sources())));
    InputTable then = pinned.read(new InputReader(spark), config, Table.ORDERS);
    assertThat(then.rows(then.sources()).count())
        .as("as it was when a version was made")
        .isEqualTo(15);

    place(50);
    spark.sql("optimize " + table);
    forgetPast();
    Ledger forgotten = night();
    assertThat(why).contains("read whole, because the table rewrote");
    assertThat(orders()).hasSize(24).doesNotContain("o21").contains("o50");
    assertThat(forgotten.sources()).hasSize(1);
  }
}

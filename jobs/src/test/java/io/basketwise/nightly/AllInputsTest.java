package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.simulate.ShopSpec;
import io.basketwise.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Orders, clicks with a log of offers, catalog and labels that come day by day, or at once. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AllInputsTest {
  private static final int DAYS = 80;
  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final LocalDate FIRST = FROM.plusDays(DAYS - 1);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final InstantSource CLOCK =
      InstantSource.fixed(SECOND.atTime(2, 0).toInstant(ZoneOffset.UTC));

  @TempDir private static Path folder;

  /** The files of each night: what was known when it began, and what came after the second. */
  @BeforeAll
  static void deliver() {
    Path shop = folder.resolve("shop");
    new Simulation(new ShopSpec(900, DAYS, 200, 33, FROM, 2.0, 1, 1), 2).write(shop);
    SparkSession spark = LocalSpark.start("local[2]");
    try {
      spark.conf().set("spark.sql.session.timeZone", "UTC");
      Dataset<Row> clicks = spark.read().parquet(shop.resolve("clicks").toString());
      clicks.selectExpr("session_id", "occurred_at").createOrReplaceTempView("clicks");
      byDay(spark.read().parquet(shop.resolve("orders").toString()), "orders", "ordered_at");
      byDay(clicks, "clicks", "occurred_at");
      Dataset<Row> labels = spark.read().parquet(shop.resolve("labels").toString());
      assertThat(
              spark
                  .sql(
                      "select session_id from clicks group by 1 having min(occurred_at) < '%1$s'"
                              .formatted(FIRST)
                          + " and max(occurred_at) >= '%1$s'".formatted(FIRST))
                  .join(labels, "session_id")
                  .count())
          .as("labelled sessions that the first midnight finds at work")
          .isPositive();
      write(labels, "labels", 1);
      Dataset<Row> items =
          spark.read().parquet(shop.resolve("catalog").toString()).drop("updated_at");
      items.filter("item_id <> 'I00007'").createOrReplaceTempView("items");
      items.createOrReplaceTempView("all_items");
      write(spark.sql("select *, timestamp'" + FROM + "' updated_at from items"), "catalog", 1);
      write(
          spark.sql(
              "select * except(price), price + 1 price, timestamp'"
                  + FIRST
                  + " 15:00:00' updated_at from all_items"),
          "catalog",
          2);
      write(
          spark.sql(
              "select * except(title), concat('New ', title) title, timestamp'"
                  + SECOND.plusDays(1)
                  + " 01:00:00' updated_at from all_items"),
          "catalog",
          3);
    } finally {
      spark.stop();
    }
  }

  private static void byDay(Dataset<Row> rows, String table, String at) {
    String first = "timestamp'" + FIRST + "'";
    write(rows.filter(at + " < " + first), table, 1);
    write(rows.filter(at + " >= " + first), table, 2);
  }

  private static void write(Dataset<Row> rows, String table, int night) {
    rows.drop("at")
        .coalesce(1)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .parquet(folder.resolve("nights/" + night + "/" + table).toString());
  }

  /** What came in a night is put beside the files that a shop has. */
  private static void arrive(String shop, int night) throws IOException {
    for (String table : List.of("orders", "clicks", "catalog", "labels")) {
      Path from = folder.resolve("nights/" + night + "/" + table);
      Path to = Files.createDirectories(folder.resolve(shop).resolve(table));
      if (Files.exists(from)) {
        try (var files = Files.newDirectoryStream(from, "*.parquet")) {
          for (Path file : files) {
            Files.copy(file, to.resolve("night-" + night + ".parquet"));
          }
        }
      }
    }
  }

  private static ShopConfig config(String shop) throws IOException {
    Path file = Files.createDirectories(folder.resolve(shop)).resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs:
          orders: { path: orders }
          clicks: { path: clicks }
          catalog: { path: catalog }
          labels: { path: labels }
        window: { trainDays: 60, holdoutDays: 10, validationDays: 10 }
        bundles: { minSupport: 0.004 }
        affinity: { rank: 8, iterations: 3 }
        evaluate: { maxBaskets: 100, resamples: 10 }
        gates: { beatPopularity: false }
        behaviour: { maxMoments: 3000 }
        """);
    return ConfigLoader.load(file, Map.of());
  }

  private static RunRecord night(String shop, LocalDate asOf) throws IOException {
    return new Nightly(config(shop), CLOCK, step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  private static List<Backfill.Night> backfill(String shop) throws IOException {
    List<Backfill.Night> nights = new ArrayList<>();
    new Backfill(config(shop), CLOCK, step -> {}).run(FIRST, SECOND, 1, nights::add);
    return nights;
  }

  private static Map<String, String> contents(String shop, RunRecord run) throws IOException {
    Path versions = folder.resolve(shop).resolve("work/artifacts/versions");
    return VersionContents.digests(versions.resolve(run.version().orElseThrow()));
  }

  @Test
  @Order(1)
  void nightsAndABackfillFromRawMeetInTheSameBytes() throws IOException {
    arrive("steps", 1);
    RunRecord first = night("steps", FIRST);
    arrive("steps", 2);
    RunRecord second = night("steps", SECOND);
    arrive("raw", 1);
    arrive("raw", 2);
    List<Backfill.Night> nights = backfill("raw");
    assertThat(first.learned().behaviour().orElseThrow().intent()).isPresent();
    assertThat(nights).extracting(Backfill.Night::skipped).containsExactly(false, false);
    for (int i = 0; i < 2; i++) {
      RunRecord step = List.of(first, second).get(i);
      RunRecord again = nights.get(i).record().orElseThrow();
      assertThat(step.result().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(contents("raw", again)).hasSizeGreaterThan(8).isEqualTo(contents("steps", step));
    }
  }

  @Test
  @Order(2)
  void whatComesLaterLeavesFinishedDatesAlone() throws IOException {
    arrive("raw", 3);
    List<Backfill.Night> nights = backfill("raw");
    assertThat(nights).extracting(Backfill.Night::skipped).containsExactly(true, true);
  }
}

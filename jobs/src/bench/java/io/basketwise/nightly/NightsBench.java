package io.basketwise.nightly;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last month of Online Retail II night by night, each with the file of one more day, against
 * one run that reads all of it: equal bytes, and what either costs. {@code -Dbasketwise.bench.retail=} names the
 * folder of the monthly Parquet files, {@code -Dnights=} how many nights.
 */
class NightsBench {
  private static final LocalDate END = LocalDate.of(2011, 12, 10);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2011-12-10T02:00:00Z"));

  @TempDir private Path folder;

  @Test
  void nightByNightAgainstAllAtOnce() throws IOException {
    int nights = Integer.getInteger("nights", 30);
    LocalDate from = END.minusDays(nights);
    Path steps = shop("steps");
    split(steps, from);
    Map<String, Double> costs = new LinkedHashMap<>();
    Path days = steps.resolve("days");
    RunRecord last = night(steps, from);
    for (LocalDate day = from; day.isBefore(END); day = day.plusDays(1)) {
      Path file = days.resolve(day + ".parquet");
      if (Files.exists(file)) {
        Files.move(file, steps.resolve("orders").resolve(day + ".parquet"));
      }
      last = night(steps, day.plusDays(1));
      add(costs, last);
      System.out.printf("night of %s: %.1f s%n", day, seconds(last));
    }
    Path raw = shop("raw");
    Files.createDirectories(raw.resolve("orders"));
    try (Stream<Path> files = Files.list(steps.resolve("orders"))) {
      for (Path file : files.toList()) {
        Files.copy(file, raw.resolve("orders").resolve(file.getFileName()));
      }
    }
    RunRecord once = night(raw, END);
    System.out.printf("all at once: %.1f s%n", seconds(once));
    Map<String, Double> whole = new LinkedHashMap<>();
    add(whole, once);
    System.out.printf("%-34s %12s %12s%n", "step, seconds", "of a night", "all at once");
    whole.forEach(
        (step, time) ->
            System.out.printf(
                "%-34s %12.2f %12.2f%n", step, costs.getOrDefault(step, 0.0) / nights, time));
    assertThat(contents(steps, last)).isEqualTo(contents(raw, once));
  }

  private Path shop(String name) throws IOException {
    Path shop = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        shop.resolve("basketwise.yaml"),
        Files.readString(Path.of("../data-samples/online-retail/basketwise.yaml"))
            .replaceFirst("trainDays: 122", "trainDays: 730"));
    return shop;
  }

  private void split(Path shop, LocalDate from) throws IOException {
    SparkSession spark =
        SparkSessions.start(ConfigLoader.load(shop.resolve("basketwise.yaml"), Map.of()));
    try {
      Dataset<Row> all = spark.read().parquet(System.getProperty("basketwise.bench.retail"));
      Path orders = Files.createDirectories(shop.resolve("orders"));
      Path days = Files.createDirectories(shop.resolve("days"));
      write(all.filter(col("invoice_date").lt(lit(from.toString()))), orders.resolve("history"));
      for (LocalDate day = from; day.isBefore(END); day = day.plusDays(1)) {
        Dataset<Row> rows =
            all.filter(col("invoice_date").cast("date").equalTo(lit(day.toString())));
        if (!rows.isEmpty()) {
          write(rows, days.resolve(day.toString()));
        }
      }
    } finally {
      spark.stop();
    }
  }

  static void write(Dataset<Row> rows, Path name) throws IOException {
    rows.coalesce(1).write().parquet(name.toString());
    Path file = name.resolveSibling(name.getFileName() + ".parquet");
    try (Stream<Path> parts = Files.list(name)) {
      Files.move(
          parts.filter(part -> part.toString().endsWith(".parquet")).findFirst().orElseThrow(),
          file);
    }
    try (Stream<Path> rest = Files.list(name)) {
      for (Path left : rest.toList()) {
        Files.delete(left);
      }
    }
    Files.delete(name);
  }

  /** The data's last day is half a day, which a night would refuse. */
  private static RunRecord night(Path shop, LocalDate asOf) {
    return new Nightly(
            ConfigLoader.load(
                shop.resolve("basketwise.yaml"),
                Map.of("gates.maxLossToLive", "1", "quality.dayEnd.fail", "1")),
            CLOCK,
            step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  private static void add(Map<String, Double> costs, RunRecord run) {
    for (StepTimes.Step step : run.steps()) {
      costs.merge(step.name(), step.seconds(), Double::sum);
    }
  }

  private static double seconds(RunRecord run) {
    return run.steps().stream().mapToDouble(StepTimes.Step::seconds).sum();
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.of(
        new ArtifactStore(shop.resolve("work/artifacts")).folder(run.version().orElseThrow()));
  }
}

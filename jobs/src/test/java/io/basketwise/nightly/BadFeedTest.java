package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.intake.Intake;
import io.basketwise.intake.Ledger;
import io.basketwise.prepare.Lake;
import io.basketwise.report.QualityCheck;
import io.basketwise.storage.Storage;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import io.basketwise.tables.ParquetTable.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake with nine weeks of orders, and what each bad feed of the next day does to it. What is
 * refused leaves the lake as it was, so that one lake serves all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadFeedTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int DAYS = 63;
  private static final Instant NOW = START.plusSeconds((DAYS + 2) * 86_400L);
  private static final Path PENDING = Path.of("orders", "day-pending.parquet");

  private static final List<String> NAMES =
      List.of("order_id", "ordered_at", "item_id", "quantity", "unit_price", "customer_id");

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Ledger before;

  @BeforeAll
  static void nineWeeksAreInTheLake() throws IOException {
    write(Path.of("orders", "history.parquet"), NAMES, days(0, DAYS));
    catalog(20);
    spark = SparkSessions.start(config(Map.of()));
    night(Table.CATALOG, Map.of());
    before = night(Table.ORDERS, Map.of()).ledger();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  private record Night(Ledger ledger, List<QualityCheck> checks) {}

  private static ShopConfig config(Map<String, String> set) throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: orders }, catalog: { path: catalog } }
        spark: { master: "local[2]", conf: { spark.sql.codegen.wholeStage: "false" } }
        """);
    return ConfigLoader.load(file, set);
  }

  private static Night night(Table table, Map<String, String> set) throws IOException {
    return night(table, set, NOW);
  }

  private static Night night(Table table, Map<String, String> set, Instant now) throws IOException {
    ShopConfig config = config(set);
    org.apache.hadoop.fs.Path root = Storage.path(config.lake());
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, ".staging");
    Intake intake = new Intake(spark, config, root, staging, now);
    intake.sweep();
    List<QualityCheck> checks = new ArrayList<>();
    UpdateLake update =
        new UpdateLake(new Lake(spark, root), intake, config, staging, now, checks::addAll);
    Ledger ledger = update.run(new InputReader(spark).read(config, table));
    return new Night(ledger, checks);
  }

  /** 120 lines a day, from nine to nearly nine in the evening. */
  private static List<Object[]> days(int from, int to) {
    Random random = new Random(5);
    List<Object[]> lines = new ArrayList<>();
    IntStream.range(0, to)
        .forEach(
            day -> {
              for (int line = 0; line < 120; line++) {
                Instant at = START.plusSeconds(day * 86_400L + 9 * 3_600 + line * 355L);
                Object[] row = {
                  "o" + day + "-" + line / 3,
                  at,
                  "i" + (line + random.nextInt(3)) % 20,
                  1.0,
                  10.0 + line % 20,
                  line % 10 == 0 ? null : "c" + random.nextInt(40)
                };
                if (day >= from) {
                  lines.add(row);
                }
              }
            });
    return lines;
  }

  private static List<Object[]> nextDay() {
    return days(DAYS, DAYS + 1);
  }

  private static void write(Path file, List<String> names, List<Object[]> rows) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    List<ColumnType> types =
        List.of(
            ColumnType.STRING,
            ColumnType.TIMESTAMP,
            ColumnType.STRING,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.STRING);
    List<Column> columns =
        IntStream.range(0, names.size())
            .mapToObj(i -> new Column(names.get(i), types.get(i)))
            .toList();
    try (ParquetTable table = ParquetTable.create(target, columns)) {
      rows.forEach(table::write);
    }
  }

  private static void catalog(int items) throws IOException {
    Path target = folder.resolve("catalog/items.parquet");
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    try (ParquetTable table =
        ParquetTable.create(
            target,
            List.of(
                new Column("item_id", ColumnType.STRING),
                new Column("title", ColumnType.STRING)))) {
      for (int item = 0; item < items; item++) {
        table.write("i" + item, "Item " + item);
      }
    }
  }

  private static List<Object[]> each(UnaryOperator<Object[]> change) {
    return nextDay().stream().map(change).toList();
  }

  private static void assertRefused(List<Object[]> rows, String check) throws IOException {
    assertRefused(NAMES, rows, check);
  }

  private static void assertRefused(List<String> names, List<Object[]> rows, String message)
      throws IOException {
    write(PENDING, names, rows);
    assertThatThrownBy(() -> night(Table.ORDERS, Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INPUTS))
        .hasMessageContaining(message);
    Files.delete(folder.resolve(PENDING));
    assertThat(night(Table.ORDERS, Map.of()).ledger())
        .as("the lake is as it was")
        .isEqualTo(before);
  }

  @Test
  @Order(1)
  void halfADayIsRefused() throws IOException {
    assertRefused(nextDay().subList(0, 60), "quality.dayEnd (2026-03-09)");
  }

  @Test
  @Order(1)
  void pricesTimesAHundredAreRefused() throws IOException {
    assertRefused(
        each(
            row -> {
              row[4] = (Double) row[4] * 100;
              return row;
            }),
        "quality.priceJumps");
  }

  @Test
  @Order(1)
  void aRequiredColumnThatWasRenamedIsRefused() throws IOException {
    assertRefused(
        List.of("order_id", "ordered_at", "sku", "quantity", "unit_price", "customer_id"),
        nextDay(),
        "120 of 120 rows of orders break the contract");
  }

  @Test
  @Order(1)
  void anOptionalColumnThatWasRenamedIsRefused() throws IOException {
    assertRefused(
        List.of("order_id", "ordered_at", "item_id", "quantity", "unit_price", "client"),
        nextDay(),
        "quality.nulls (customer_id)");
  }

  @Test
  @Order(1)
  void itemsThatNoCatalogHasAreRefused() throws IOException {
    assertRefused(
        each(
            row -> {
              row[2] = "x" + row[2];
              return row;
            }),
        "quality.unknownItems");
  }

  @Test
  @Order(1)
  void rowsFromTheFutureAreRefused() throws IOException {
    assertRefused(
        each(
            row -> {
              row[1] = ((Instant) row[1]).plusSeconds(400 * 86_400L);
              return row;
            }),
        "quality.clockSkew");
  }

  @Test
  @Order(1)
  void aFileThatIsGoneStopsTheRunUntilSomebodyDecides() throws IOException {
    Path history = folder.resolve("orders/history.parquet");
    Path aside = folder.resolve("history.aside");
    Files.move(history, aside);
    write(PENDING, NAMES, nextDay());
    assertThatThrownBy(() -> night(Table.ORDERS, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("history.parquet is gone")
        .hasMessageContaining("quality.goneFiles");
    Files.delete(folder.resolve(PENDING));
    Files.move(aside, history);
    assertThat(night(Table.ORDERS, Map.of()).ledger()).isEqualTo(before);
  }

  @Test
  @Order(1)
  void anEmptyCatalogIsRefused() throws IOException {
    catalog(0);
    assertThatThrownBy(() -> night(Table.CATALOG, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("catalog");
    catalog(20);
    night(Table.CATALOG, Map.of());
  }

  @Test
  @Order(2)
  void yesterdaysFileAgainChangesNothingAndWarns() throws IOException {
    List<Object[]> all = days(0, DAYS);
    write(PENDING, NAMES, all.subList(all.size() - 120, all.size()));
    Night night = night(Table.ORDERS, Map.of());
    assertThat(warned(night)).contains("duplicates");
    assertThat(night.ledger().counts().read()).isEqualTo(before.counts().read() + 120);
    assertThat(night.ledger().newest()).isEqualTo(before.newest());
    assertThat(lakeRows()).isEqualTo((long) DAYS * 120);
  }

  @Test
  @Order(3)
  void doubledRowsCountOnce() throws IOException {
    List<Object[]> twice = Stream.concat(nextDay().stream(), nextDay().stream()).toList();
    write(Path.of("orders", "doubled.parquet"), NAMES, twice);
    Night night = night(Table.ORDERS, Map.of());
    assertThat(warned(night)).contains("duplicates");
    assertThat(lakeRows()).isEqualTo((DAYS + 1) * 120L);
  }

  /** A live feed: the night comes while the day of its last rows lasts. */
  @Test
  @Order(4)
  void aDayThatIsNotOverIsTakenInAndNotJudged() throws IOException {
    write(Path.of("orders", "live.parquet"), NAMES, days(DAYS + 1, DAYS + 3).subList(0, 150));
    Night night = night(Table.ORDERS, Map.of(), clock(DAYS + 2, 12));
    assertThat(judged(night)).containsExactly(date(DAYS + 1));
    assertThat(lakeRows()).isEqualTo((DAYS + 1) * 120L + 150);
  }

  @Test
  @Order(5)
  void aDayOfWhichTheRestNeverCameIsRefusedOnceItIsOver() throws IOException {
    write(Path.of("orders", "empty.parquet"), NAMES, List.of());
    assertThat(judged(night(Table.ORDERS, Map.of(), clock(DAYS + 3, 2)))).isEmpty();
    Path after = Path.of("orders", "after.parquet");
    write(after, NAMES, days(DAYS + 3, DAYS + 4).subList(0, 10));
    assertThatThrownBy(() -> night(Table.ORDERS, Map.of(), clock(DAYS + 3, 10)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quality.dayEnd (%s)".formatted(date(DAYS + 2)));
    Files.delete(folder.resolve(after));
  }

  @Test
  @Order(6)
  void aDayThatIsOverIsJudgedWithWhatCameInNightsBefore() throws IOException {
    List<Object[]> rest = days(DAYS + 2, DAYS + 4);
    write(Path.of("orders", "rest.parquet"), NAMES, rest.subList(30, 130));
    Night night = night(Table.ORDERS, Map.of(), clock(DAYS + 3, 10));
    assertThat(judged(night)).containsExactly(date(DAYS + 2));
    assertThat(warned(night)).isEmpty();
  }

  @Test
  @Order(7)
  void aDayThatWasAcceptedIsNotJudgedAgain() throws IOException {
    write(Path.of("orders", "next.parquet"), NAMES, days(DAYS + 4, DAYS + 5).subList(0, 10));
    Map<String, String> accepting = Map.of("quality.dayEnd.fail", "1", "quality.dayRows.fail", "0");
    Night accepted = night(Table.ORDERS, accepting, clock(DAYS + 4, 10));
    assertThat(judged(accepted)).containsExactly(date(DAYS + 3));
    assertThat(warned(accepted)).contains("dayEnd", "dayRows");
    write(Path.of("orders", "later.parquet"), NAMES, days(DAYS + 4, DAYS + 5).subList(10, 120));
    assertThat(judged(night(Table.ORDERS, Map.of(), clock(DAYS + 5, 2))))
        .containsExactly(date(DAYS + 4));
  }

  private static Instant clock(int day, int hour) {
    return START.plusSeconds(day * 86_400L + hour * 3_600L);
  }

  private static String date(int day) {
    return START.plusSeconds(day * 86_400L).toString().substring(0, 10);
  }

  /** The days whose end was looked at. */
  private static List<String> judged(Night night) {
    return night.checks().stream()
        .map(QualityCheck::check)
        .filter(check -> check.startsWith("dayEnd"))
        .map(check -> check.replaceAll("dayEnd \\((.*)\\)", "$1"))
        .toList();
  }

  private static List<String> warned(Night night) {
    return night.checks().stream()
        .filter(check -> check.verdict() == QualityCheck.Level.WARN)
        .map(check -> check.check().split(" ")[0])
        .toList();
  }

  private static long lakeRows() throws IOException {
    return new Lake(spark, Storage.path(config(Map.of()).lake())).read(Lake.ORDERS).count();
  }
}

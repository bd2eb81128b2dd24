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
import io.basketwise.prepare.AccountRows;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.storage.Storage;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the rows arrive, the lake shows the same on every day. */
class IncrementalLakeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int FILES = 3;

  private static final List<Column> ORDERS =
      Column.list(
          "order_id STRING, ordered_at TIMESTAMP, item_id STRING, quantity DOUBLE, "
              + "unit_price DOUBLE, customer_id STRING, status STRING");
  private static final List<Column> CLICKS =
      Column.list(
          "event_id STRING, visitor_id STRING, occurred_at TIMESTAMP, "
              + "event_type STRING, session_id STRING, item_id STRING");

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void startSpark() throws IOException {
    spark = SparkSessions.start(config(folder.resolve("any")));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  private static ShopConfig config(Path shop) throws IOException {
    Files.createDirectories(shop);
    Path file = shop.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: orders }, clicks: { path: clicks } }
        window: { trainDays: 30, holdoutDays: 5, validationDays: 5 }
        spark: { master: "local[2]" }
        """);
    return ConfigLoader.load(file, Map.of());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void stepsAndOneGoGiveTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    List<List<Object[]>> orders = parts(orders(random), random);
    List<List<Object[]>> clicks = parts(clicks(random), random);
    Path steps = folder.resolve("steps-" + seed);
    Path raw = folder.resolve("raw-" + seed);
    Map<Table, Ledger> stepLedgers = Map.of();
    for (int part = 0; part < FILES; part++) {
      write(steps, part, orders.get(part), clicks.get(part));
      write(raw, part, orders.get(part), clicks.get(part));
      stepLedgers = bringIn(steps);
    }
    Map<Table, Ledger> rawLedgers = bringIn(raw);
    for (int days : List.of(41)) {
      LocalDate asOf = LocalDate.parse("2026-01-01").plusDays(days);
      assertThat(seen(steps, asOf, stepLedgers))
          .as("seed %d as of %s", seed, asOf)
          .isEqualTo(seen(raw, asOf, rawLedgers));
    }
    assertThat(bringIn(steps)).as("a further night finds nothing").isEqualTo(stepLedgers);
  }

  /** An order's first line, and an earlier copy of an event, that come after the others. */
  @Test
  void whatComesLateMovesARowToAnotherMonth() throws IOException {
    Instant january = Instant.parse("2026-01-31T23:50:00Z");
    Instant february = Instant.parse("2026-02-01T00:10:00Z");
    Path shop = folder.resolve("months");
    write(shop, 0, bought(february, "i0"), viewed(february));
    bringIn(shop);
    write(shop, 1, bought(january, "i1"), viewed(january));
    Map<String, Object> seen = seen(shop, LocalDate.parse("2026-02-11"), bringIn(shop));
    assertThat(seen.get("baskets"))
        .asString()
        .isEqualTo("[[o1,2026-01-31 23:50:00.0,c:c0,ArraySeq(i0, i1)]]");
    assertThat(seen.get("events"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .asString()
        .contains("2026-01-31 23:50:00");
    assertThat(seen.get("sessions")).isEqualTo(1L);
  }

  private static List<Object[]> bought(Instant at, String item) {
    return Collections.singletonList(line(1, at, item, 1, "c0", "placed"));
  }

  private static List<Object[]> viewed(Instant at) {
    return Collections.singletonList(new Object[] {"e0", "v0", at, "item_view", null, "i0"});
  }

  @Test
  void aRunThatHasLostItsLockChangesNothing() throws IOException {
    Random random = new Random(3);
    List<List<Object[]>> orders = parts(orders(random), random);
    List<List<Object[]>> clicks = parts(clicks(random), random);
    Path shop = folder.resolve("lost");
    write(shop, 0, orders.get(0), clicks.get(0));
    bringIn(shop);
    Map<String, String> before = files(shop);
    write(shop, 1, orders.get(1), clicks.get(1));
    Runnable lost =
        () -> {
          throw Refusal.locked("taken away", "stood still", "start again");
        };
    assertThatThrownBy(() -> bringIn(shop, lost)).hasMessageContaining("taken away");
    assertThat(files(shop)).isEqualTo(before);
  }

  /** What the lake holds but for what a run has aside, with its time. */
  private static Map<String, String> files(Path shop) throws IOException {
    Path lake = config(shop).lake().local().orElseThrow();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(lake)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = lake.relativize(file).toString();
        if (!name.startsWith(".staging")) {
          files.put(name, Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return files;
  }

  private static Map<Table, Ledger> bringIn(Path shop) throws IOException {
    return bringIn(shop, () -> {});
  }

  private static Map<Table, Ledger> bringIn(Path shop, Runnable check) throws IOException {
    ShopConfig config = config(shop);
    org.apache.hadoop.fs.Path root = Storage.path(config.lake());
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, ".staging");
    Intake intake = new Intake(spark, config, root, staging, NOW);
    UpdateLake update =
        new UpdateLake(new Lake(spark, root, check), intake, config, staging, NOW, found -> {});
    Map<Table, Ledger> ledgers = new EnumMap<>(Table.class);
    intake.sweep();
    for (Table table : List.of(Table.ORDERS, Table.CLICKS)) {
      ledgers.put(
          table,
          update.bringIn(
              update.check(new InputReader(spark).read(config, table), Optional.empty())));
    }
    return ledgers;
  }

  private static Map<String, Object> seen(Path shop, LocalDate asOf, Map<Table, Ledger> ledgers)
      throws IOException {
    ShopConfig config = config(shop);
    Lake lake = new Lake(spark, Storage.path(config.lake()));
    LakeView view = new LakeView(lake, TimeWindow.of(config, asOf));
    AccountRows accounts = new AccountRows(lake, view);
    Map<String, Object> seen = new TreeMap<>();
    seen.put("orders", sorted(view.orders()));
    seen.put("baskets", sorted(view.baskets()));
    seen.put("events", sorted(view.events()));
    seen.put("sessions", view.sessions());
    ledgers.forEach((table, ledger) -> seen.put(table.key(), accounts.of(table, ledger)));
    return seen;
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  /** Shuffled into files, so that most rows come late, with some of them in two files. */
  private static List<List<Object[]>> parts(List<Object[]> rows, Random random) {
    List<Object[]> all = new ArrayList<>(rows);
    rows.stream().filter(row -> random.nextInt(12) == 0).forEach(all::add);
    Collections.shuffle(all, random);
    List<List<Object[]>> parts =
        Stream.generate(() -> (List<Object[]>) new ArrayList<Object[]>()).limit(FILES).toList();
    all.forEach(row -> parts.get(random.nextInt(FILES)).add(row));
    return parts;
  }

  private static void write(Path shop, int part, List<Object[]> orders, List<Object[]> clicks) {
    rows(shop.resolve("orders/part-" + part + ".parquet"), ORDERS, orders);
    rows(shop.resolve("clicks/part-" + part + ".parquet"), CLICKS, clicks);
  }

  private static void rows(Path file, List<Column> columns, List<Object[]> rows) {
    try (ParquetTable table = ParquetTable.create(file, columns)) {
      rows.forEach(table::write);
    }
  }

  /** Few customers and items, so that purchases, returns and cancellations meet. */
  private static List<Object[]> orders(Random random) {
    List<Object[]> lines = new ArrayList<>();
    for (int order = 0; order < 150; order++) {
      Instant at = START.plusSeconds(random.nextInt(55 * 24) * 3_600L);
      String customer = random.nextInt(8) == 0 ? null : "c" + random.nextInt(6);
      for (int line = 0; line < 1 + random.nextInt(3); line++) {
        String item = "i" + random.nextInt(4);
        double quantity = random.nextInt(4) == 0 ? -1 - random.nextInt(2) : 1 + random.nextInt(3);
        lines.add(line(order, at, item, quantity, customer, "placed"));
        if (random.nextInt(9) == 0) {
          lines.add(line(order, at, item, quantity, customer, "cancelled"));
        }
      }
    }
    lines.add(line(999, START, "i0", 0, "c0", "placed"));
    return lines;
  }

  private static Object[] line(
      int order,
      Instant at,
      String item,
      double quantity,
      @Nullable String customer,
      String status) {
    return new Object[] {"o" + order, at, item, quantity, 2.5, customer, status};
  }

  /** Some event ids come twice at different times or from different visitors. */
  private static List<Object[]> clicks(Random random) {
    List<Object[]> events = new ArrayList<>();
    for (int event = 0; event < 300; event++) {
      Instant at = START.plusSeconds(random.nextInt(55 * 24 * 4) * 900L);
      String session = random.nextInt(5) == 0 ? "s" + random.nextInt(20) : null;
      events.add(
          new Object[] {
            "e" + random.nextInt(270),
            "v" + random.nextInt(4),
            at,
            random.nextBoolean() ? "item_view" : "page_view",
            session,
            "i" + random.nextInt(4)
          });
    }
    return events;
  }
}

package io.basketwise.nightly;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** A shop whose lake has nine weeks of orders, and what further nights bring. */
final class NineWeeks implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final int DAYS = 63;
  static final Instant NOW = clock(DAYS + 2, 0);
  static final Path HISTORY = Path.of("orders", "history.parquet");

  static final List<String> NAMES =
      List.of("order_id", "ordered_at", "item_id", "quantity", "unit_price", "customer_id");

  private final Path folder;
  private SparkSession spark;
  private final Ledger before;

  /** Brings the nine weeks in. */
  NineWeeks(Path folder) throws IOException {
    this.folder = folder;
    write(HISTORY, NAMES, days(0, DAYS));
    catalog(20);
    this.spark = SparkSessions.start(config(Map.of()));
    night(Table.CATALOG, Map.of());
    this.before = night(Table.ORDERS, Map.of()).ledger();
  }

  /** What a night has done. */
  record Night(Ledger ledger, List<QualityCheck> checks) {
    /** The days whose end was looked at. */
    List<String> judged() {
      return checks.stream()
          .map(QualityCheck::check)
          .filter(check -> check.startsWith("dayEnd"))
          .map(check -> check.replaceAll("dayEnd \\((.*)\\)", "$1"))
          .toList();
    }

    List<String> warned() {
      return checks.stream()
          .filter(check -> check.verdict() == QualityCheck.Level.WARN)
          .map(check -> check.check().split(" ")[0])
          .toList();
    }
  }

  /** The ledger of the nine weeks. */
  Ledger before() {
    return before;
  }

  private ShopConfig config(Map<String, String> set) throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: orders }, clicks: { path: clicks }, catalog: { path: catalog } }
        spark: { master: "local[2]" }
        """);
    return ConfigLoader.load(file, set);
  }

  Night night(Table table, Map<String, String> set) throws IOException {
    return night(table, set, NOW);
  }

  Night night(Table table, Map<String, String> set, Instant now) throws IOException {
    ShopConfig config = config(set);
    org.apache.hadoop.fs.Path root = Storage.path(config.lake());
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, ".staging");
    Intake intake = new Intake(spark, config, root, staging, now);
    intake.sweep();
    List<QualityCheck> checks = new ArrayList<>();
    UpdateLake update =
        new UpdateLake(new Lake(spark, root), intake, config, staging, now, checks::addAll);
    Ledger ledger =
        update.bringIn(update.check(new InputReader(spark).read(config, table), Optional.empty()));
    return new Night(ledger, checks);
  }

  /** The whole night, as the command runs it. */
  void wholeNight(Instant now) throws IOException {
    ShopConfig config = config(Map.of());
    spark.stop();
    try {
      new Nightly(config, InstantSource.fixed(now), step -> {})
          .run(Optional.empty(), Nightly.Outcome.PUBLISH);
    } finally {
      spark = SparkSessions.start(config);
    }
  }

  /** 120 lines a day, from nine to nearly nine in the evening. */
  static List<Object[]> days(int from, int to) {
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

  void write(Path file, List<String> names, List<Object[]> rows) throws IOException {
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

  void catalog(int items) throws IOException {
    catalog(items, clock(DAYS, 0));
  }

  void catalog(int items, Instant updatedAt) throws IOException {
    catalog("items", items, updatedAt, 10);
  }

  /** One file of the catalog. */
  void catalog(String name, int items, Instant updatedAt, double price) throws IOException {
    Path target = folder.resolve("catalog/" + name + ".parquet");
    Files.deleteIfExists(target);
    try (ParquetTable table =
        ParquetTable.create(
            target,
            Column.list("item_id STRING, title STRING, price DOUBLE, updated_at TIMESTAMP"))) {
      for (int item = 0; item < items; item++) {
        table.write("i" + item, "Item " + item, price, updatedAt);
      }
    }
  }

  /** So many events of each visitor, a second apart. */
  void clicks(String name, int day, int visitors, int events) throws IOException {
    Path target = folder.resolve("clicks/" + name + ".parquet");
    Files.deleteIfExists(target);
    try (ParquetTable table =
        ParquetTable.create(
            target,
            Column.list(
                "event_id STRING, visitor_id STRING, occurred_at TIMESTAMP, event_type STRING"))) {
      for (int event = 0; event < visitors * events; event++) {
        String id = name + "-" + event;
        table.write(id, "v" + event % visitors, clock(day, 9).plusSeconds(event), "page_view");
      }
    }
  }

  static Instant clock(int day, int hour) {
    return START.plusSeconds(day * 86_400L + hour * 3_600L);
  }

  static String date(int day) {
    return START.plusSeconds(day * 86_400L).toString().substring(0, 10);
  }

  long lakeRows() throws IOException {
    return lakeRows(Lake.ORDERS);
  }

  long lakeRows(String table) throws IOException {
    return new Lake(spark, Storage.path(config(Map.of()).lake())).read(table).count();
  }

  @Override
  public void close() {
    spark.stop();
  }
}

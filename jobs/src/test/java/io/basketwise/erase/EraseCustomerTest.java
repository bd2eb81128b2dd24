package io.basketwise.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Erased;
import io.basketwise.intake.Intake;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.PrepareAsIs;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareOrders;
import io.basketwise.prepare.WriteQuarantine;
import io.basketwise.storage.Storage;
import io.basketwise.tables.ParquetRows;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often an erasure is cut off, the next one leaves nothing of the person. */
class EraseCustomerTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<Table> TABLES = List.of(Table.ORDERS, Table.CLICKS, Table.LABELS);

  /**
   * Erasures are cut off after so many steps, each of another person: orders are gone, or events.
   */
  private static final List<Integer> CUTS = List.of(5, 7);

  private static final List<Column> ORDERS =
      Column.list(
          "order_id STRING, ordered_at TIMESTAMP, item_id STRING, quantity DOUBLE, "
              + "unit_price DOUBLE, cust STRING, session_id STRING");
  private static final List<Column> CLICKS =
      Column.list(
          "event_id STRING, visitor STRING, occurred_at TIMESTAMP, "
              + "event_type STRING, cust STRING, order_id STRING");
  private static final List<Column> LABELS = Column.list("session_id STRING, intent STRING");

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SparkSession spark;

  private static Path file;

  @BeforeAll
  static void start() throws IOException {
    file =
        Files.writeString(
            folder.resolve("basketwise.yaml"),
            """
            inputs:
              orders: { path: orders, columns: { customer_id: "concat('c-', cust)" } }
              clicks: { path: clicks, columns: { customer_id: "concat('c-', cust)", visitor_id: "concat('v-', visitor)" } }
              labels: { path: labels }
            spark: { master: "local[2]", conf: { spark.sql.codegen.factoryMode: NO_CODEGEN } }
            """);
    spark = SparkSessions.start(config(Map.of()));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static ShopConfig config(Map<String, String> overrides) {
    return ConfigLoader.load(file, overrides);
  }

  /** A shop's lake, as a run with a configuration sees it. */
  private record Shop(
      ShopConfig config, Lake lake, Intake intake, org.apache.hadoop.fs.Path staging) {
    static Shop of(ShopConfig config) {
      org.apache.hadoop.fs.Path root = Storage.path(config.lake());
      org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, ".staging");
      return new Shop(
          config, new Lake(spark, root), new Intake(spark, config, root, staging, NOW), staging);
    }

    PrepareOrders orders() {
      return new PrepareOrders(lake, staging);
    }

    PrepareClicks clicks() {
      return new PrepareClicks(lake, staging, config.window().sessionGapMinutes());
    }

    EraseCustomer erase() {
      return new EraseCustomer(spark, lake, intake, orders(), clicks());
    }

    void bringIn() {
      for (Table table : TABLES) {
        InputTable input = new InputReader(spark).read(config, table);
        long held = lake.batch(Lake.of(table));
        Optional<Batch> batch = intake.next(input, held, held + 1);
        batch.ifPresent(rows -> bringIn(table, rows));
      }
      orders().mend();
      clicks().mend();
      intake.sweep();
    }

    private void bringIn(Table table, Batch batch) {
      WriteQuarantine quarantine = new WriteQuarantine(lake);
      quarantine.run(table, batch);
      quarantine.accepted(table, batch);
      intake.record(table, batch.after());
      if (table == Table.ORDERS) {
        orders().run(batch);
      } else if (table == Table.CLICKS) {
        clicks().run(batch);
      } else {
        new PrepareAsIs(lake, Lake.of(table)).run(batch);
      }
    }
  }

  private static void write(String table, int part, List<Column> columns, List<Object[]> rows) {
    Path to = folder.resolve(table + "/part-" + part + ".parquet");
    try (ParquetTable out = ParquetTable.create(to, columns)) {
      rows.forEach(out::write);
    }
  }

  private static Object[] row(@Nullable Object... cells) {
    return cells;
  }

  /** Everybody shares an order and a visitor with somebody else, and has broken rows everywhere. */
  private static void writeFirstDay() {
    List<Object[]> orders = new ArrayList<>();
    List<Object[]> clicks = new ArrayList<>();
    List<Object[]> labels = new ArrayList<>();
    for (int person : CUTS) {
      String customer = "k" + person;
      String visitor = "w" + person;
      orders.add(row("a" + person, START, "tea", 1.0, 2.5, customer, null));
      orders.add(row("b" + person, START, "tea", 1.0, 2.5, customer, null));
      orders.add(row("b" + person, START, "cup", 1.0, 2.5, "other", null));
      orders.add(row("d" + person, START, "tea", 0.0, 2.5, customer, null));
      orders.add(row("e" + person, null, "tea", 1.0, 2.5, customer, null));
      String session = "v-" + visitor + "@" + START.minusSeconds(60).toEpochMilli();
      String onThePhone = "phone-" + customer;
      orders.add(row("f" + person, START, "tea", 1.0, 2.5, null, session));
      orders.add(row("f" + person, START, "cup", 1.0, 2.5, "other", session));
      orders.add(row("g" + person, START, "tea", 1.0, 2.5, customer, onThePhone));
      orders.add(row("h" + person, START, "tea", 1.0, 2.5, null, onThePhone));
      orders.add(row("i" + person, START, "tea", 0.0, 2.5, null, onThePhone));
      labels.add(row(onThePhone, "explorer"));
      clicks.add(row("x" + person, visitor, START, "item_view", null, null));
      clicks.add(row("y" + person, visitor, START.plusSeconds(60), "item_view", customer, null));
      clicks.add(row("z" + person, visitor, START.plusSeconds(90), "item_view", "other", null));
      // Another system may have sessions of its own.
      String elsewhere = person == CUTS.get(0) ? null : "pos-" + person;
      orders.add(row("guest-" + person, START, "tea", 1.0, 2.5, null, elsewhere));
      orders.add(row("guest-" + person, START, "tea", 0.0, 2.5, null, null));
      clicks.add(
          row("g" + person, visitor, START.plusSeconds(30), "purchase", null, "guest-" + person));
      clicks.add(row("q" + person, visitor, START, "wink", null, null));
      clicks.add(row("r" + person, visitor, null, "item_view", customer, null));
      labels.add(row(session, "explorer"));
      labels.add(row(session, "bored"));
    }
    orders.add(row("o", START, "cup", 0.0, 2.5, "other", null));
    orders.add(row("guest", START, "cup", 1.0, 2.5, null, null));
    write("orders", 0, ORDERS, orders);
    write("clicks", 0, CLICKS, clicks);
    write("labels", 0, LABELS, labels);
  }

  /** Events before the first ones: the sessions of the first day get other names, and end empty. */
  private static void writeSecondDay() {
    List<Object[]> clicks = new ArrayList<>();
    for (int person : CUTS) {
      clicks.add(
          row("p" + person, "w" + person, START.minusSeconds(60), "item_view", "k" + person, null));
    }
    write("clicks", 1, CLICKS, clicks);
  }

  @Test
  void whatWasCutOffIsFinishedByTheNext() throws IOException {
    writeFirstDay();
    Shop shop = Shop.of(config(Map.of()));
    shop.bringIn();
    writeSecondDay();
    shop.bringIn();
    assertThat(left("k" + CUTS.get(0))).isNotEmpty();
    for (int cut : CUTS) {
      String customer = "c-k" + cut;
      EraseCustomer killed = shop.erase();
      killed
          .steps(killed.find(Subject.customer(customer)), NOW, new TreeMap<>())
          .subList(0, cut)
          .forEach(Runnable::run);
      shop.erase().run(Subject.customer(customer), NOW.plusSeconds(60), told -> {});
      assertThat(left("k" + cut)).as("cut off after %d steps", cut).isEmpty();
      assertThat(left("w" + cut)).as("cut off after %d steps", cut).isEmpty();
      assertThat(left("guest-" + cut)).as("cut off after %d steps", cut).isEmpty();
    }
    assertOthersAreLeft(shop.lake());
    for (Table table : TABLES) {
      String of = Lake.of(table);
      assertThat(shop.intake().ledger(table, shop.lake().batch(of)).orElseThrow().counts().good())
          .as("rows accounted for, of %s", of)
          .isEqualTo(shop.lake().read(of).count());
    }
    assertReadingAllAgainBringsNobodyBack();
  }

  private static void assertOthersAreLeft(Lake lake) {
    int people = CUTS.size();
    assertThat(lake.read(Lake.ORDERS).count()).isEqualTo(2L * people + 1);
    assertThat(lake.read(Lake.BASKETS).where("size(lines) = 1").count()).isEqualTo(2L * people + 1);
    assertThat(lake.read(Lake.BASKETS).count()).isEqualTo(2L * people + 1);
    assertThat(lake.read(Lake.EVENTS).count()).isEqualTo(people);
    assertThat(lake.read(Lake.SESSIONS).where("events = 1").count()).isEqualTo(people);
    assertThat(lake.read(Lake.SESSIONS).count()).isEqualTo(people);
    assertThat(lake.read(Lake.LABELS).count()).isZero();
    assertThat(lake.read(Lake.QUARANTINE).count()).as("the other's row without units").isOne();
  }

  @Test
  @Tag("slow")
  void aCustomerAndAVisitorOfOneIdAreTwoPeople() {
    Map<String, String> numbers =
        Map.of(
            "lake", "numbers/lake",
            "inputs.orders.path", "numbers/orders",
            "inputs.orders.columns.customer_id", "cust",
            "inputs.clicks.path", "numbers/clicks",
            "inputs.clicks.columns.customer_id", "cust",
            "inputs.clicks.columns.visitor_id", "visitor",
            "inputs.labels.path", "numbers/labels");
    List<Object[]> orders = new ArrayList<>();
    List<Object[]> clicks = new ArrayList<>();
    for (String id : List.of("1001", "1002")) {
      orders.add(row("o" + id, START, "tea", 1.0, 2.5, id, null));
      clicks.add(row("e" + id, id, START, "item_view", null, null));
    }
    write("numbers/orders", 0, ORDERS, orders);
    write("numbers/clicks", 0, CLICKS, clicks);
    write("numbers/labels", 0, LABELS, List.<Object[]>of(row("somebody's", "explorer")));
    Shop shop = Shop.of(config(numbers));
    shop.bringIn();
    List<Receipt> told = new ArrayList<>();
    Receipt receipt = shop.erase().run(Subject.customer("1001"), NOW, told::add);
    assertThat(told).last().isEqualTo(receipt);
    assertThat(told.subList(0, told.size() - 1)).noneMatch(Receipt::complete);
    assertThat(told.get(told.size() - 2).removed())
        .as("what a run tells that is cut off at the end")
        .isEqualTo(receipt.removed())
        .containsEntry(Lake.ORDERS, 1L);
    assertThat(receipt.complete()).isTrue();
    assertThat(shop.erase().leavesVisitor("1001")).isTrue();
    shop.erase().run(Subject.visitor("1002"), NOW, whatever -> {});
    assertThat(shop.erase().leavesVisitor("1002")).isFalse();
    assertLeft(shop, List.of("1002"), List.of("1001"));
    Map<String, String> again = new TreeMap<>(numbers);
    TABLES.forEach(table -> again.put("inputs." + table.key() + ".where", "\"1 = 1\""));
    Shop reread = Shop.of(config(again));
    reread.bringIn();
    assertLeft(reread, List.of("1002"), List.of("1001"));

    // A list of an earlier build tells ids alone.
    reread.intake().record(new Erased("salt", Map.of(DigestUtils.sha256Hex("salt1002"), NOW)));
    Shop earlier = Shop.of(config(numbers));
    earlier.bringIn();
    assertLeft(earlier, List.of("1001"), List.of("1001"));
  }

  /** Who has not agreed leaves rows whose raw values are all alike, and an order only by its id. */
  @Test
  void aGuestsOrderStaysAwayAndOthersBrokenRowsStay() {
    Map<String, String> guests =
        Map.of(
            "lake", "guests/lake",
            "inputs.orders.path", "guests/orders",
            "inputs.orders.columns.customer_id", "cust",
            "inputs.orders.consent", "coalesce(cust, '') <> 'no'",
            "inputs.clicks.path", "guests/clicks",
            "inputs.clicks.columns.customer_id", "cust",
            "inputs.clicks.columns.visitor_id", "visitor",
            "inputs.labels.path", "guests/labels");
    write(
        "guests/orders",
        0,
        ORDERS,
        List.of(
            row("mine", START, "tea", 0.0, 2.5, "no", null),
            row("another's", START, "tea", 0.0, 2.5, "no", null),
            row("another's", START, "tea", 1.0, 2.5, null, null)));
    write(
        "guests/clicks",
        0,
        CLICKS,
        List.<Object[]>of(row("e1", "me", START, "purchase", null, "mine")));
    write("guests/labels", 0, LABELS, List.<Object[]>of(row("somebody's", "explorer")));
    Shop shop = Shop.of(config(guests));
    shop.bringIn();
    Receipt receipt = shop.erase().run(Subject.visitor("me"), NOW, told -> {});
    assertThat(receipt.removed()).containsEntry(Lake.QUARANTINE, 1L);
    assertThat(shop.lake().read(Lake.QUARANTINE).collectAsList())
        .extracting(row -> row.<String>getAs("order_id"))
        .containsExactly("another's");

    write(
        "guests/orders",
        1,
        ORDERS,
        List.<Object[]>of(row("mine", START, "tea", 1.0, 2.5, null, "pos-1")));
    shop.bringIn();
    assertThat(shop.lake().read(Lake.ORDERS).collectAsList())
        .as("the export of a till, which names a session of its own")
        .extracting(row -> row.<String>getAs("order_id"))
        .containsExactly("another's");
  }

  private static void assertLeft(Shop shop, List<String> customers, List<String> visitors) {
    assertThat(shop.lake().read(Lake.ORDERS).collectAsList())
        .extracting(row -> row.<String>getAs("customer_id"))
        .containsExactlyElementsOf(customers);
    assertThat(shop.lake().read(Lake.EVENTS).collectAsList())
        .extracting(row -> row.<String>getAs("visitor_id"))
        .containsExactlyElementsOf(visitors);
  }

  /** Another mapping makes the lake read everything again. */
  private static void assertReadingAllAgainBringsNobodyBack() throws IOException {
    Shop again =
        Shop.of(
            config(
                Map.of(
                    "inputs.orders.where", "\"1 = 1\"",
                    "inputs.clicks.where", "\"1 = 1\"",
                    "inputs.labels.where", "\"1 = 1\"")));
    again.bringIn();
    assertThat(again.intake().notes()).allMatch(note -> note.contains("read whole"));
    for (int person : CUTS) {
      assertThat(left("k" + person)).isEmpty();
      assertThat(left("w" + person)).isEmpty();
    }
    assertOthersAreLeft(again.lake());
  }

  /** Rows and commits in any file of the lake that tell of an id, and of nobody else. */
  private static List<String> left(String id) throws IOException {
    String theirs = "(?s).*\\b" + id + "\\b.*";
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.resolve("work/lake"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        Stream<String> texts =
            each.toString().endsWith(".parquet")
                ? ParquetRows.read(each).stream().map(Object::toString)
                : each.toString().endsWith(".json") ? Files.readString(each).lines() : Stream.of();
        texts
            .filter(text -> text.matches(theirs) && !text.contains("c-other"))
            .forEach(text -> found.add(folder.relativize(each) + ": " + text));
      }
    }
    return found;
  }
}

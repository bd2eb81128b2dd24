package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.BuildBaskets;
import io.basketwise.prepare.EncodeBaskets;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.PrepareCatalog;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareLabels;
import io.basketwise.prepare.PrepareOrders;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.prepare.WriteQuarantine;
import io.basketwise.report.StepTimes;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads the inputs, brings the lake's tables up to date, and encodes what the fits read. */
final class PrepareInputs {
  private final SparkSession spark;
  private final ShopConfig config;
  private final StepTimes times;
  private final InputReader reader;
  private final Lake lake;

  PrepareInputs(SparkSession spark, ShopConfig config, StepTimes times) {
    this.spark = spark;
    this.config = config;
    this.times = times;
    this.reader = new InputReader(spark);
    this.lake = new Lake(spark, config.lake());
  }

  Prepared run(Optional<LocalDate> asOf) {
    InputTable orders = reader.read(config, Table.ORDERS);
    TimeWindow window = TimeWindow.of(config, asOf.orElseGet(() -> dayAfterNewest(orders)));
    InputGuard guard = new InputGuard(config, window);
    List<InputTable> read = new ArrayList<>(List.of(orders));
    List<RowAccount> accounts = new ArrayList<>();
    accounts.add(times.time("prepare orders", () -> new PrepareOrders(lake).run(orders, window)));
    optional(Table.CLICKS)
        .ifPresent(
            clicks -> {
              read.add(clicks);
              accounts.add(
                  times.time(
                      "prepare clicks",
                      () ->
                          new PrepareClicks(lake)
                              .run(clicks, window, config.window().sessionGapMinutes())));
            });
    optional(Table.CATALOG)
        .ifPresent(
            catalog -> {
              read.add(catalog);
              accounts.add(
                  times.time(
                      "prepare catalog", () -> new PrepareCatalog(lake).run(catalog, window)));
            });
    if (config.behaviour().enabled()) {
      optional(Table.LABELS)
          .ifPresent(
              labels -> {
                read.add(labels);
                accounts.add(
                    times.time("prepare labels", () -> new PrepareLabels(lake).run(labels)));
              });
    }
    times.time("quarantine", () -> new WriteQuarantine(lake).run(read, accounts));
    accounts.forEach(guard::check);
    return encode(window, guard, accounts);
  }

  private Prepared encode(TimeWindow window, InputGuard guard, List<RowAccount> accounts) {
    long baskets = times.time("build baskets", () -> new BuildBaskets(lake).run());
    boolean hasClicks = Nightly.has(config, Table.CLICKS);
    ItemFacts facts =
        times.time(
            "item facts",
            () ->
                ItemFacts.of(
                    lake.read(Lake.ORDERS),
                    Nightly.has(config, Table.CATALOG)
                        ? Optional.of(lake.read(Lake.CATALOG))
                        : Optional.empty()));
    ItemDictionary items = new ItemDictionary(facts.ids());
    guard.checkBaskets(baskets, facts.bought());
    EncodeBaskets encode = new EncodeBaskets(spark, items);
    JavaRDD<BasketBlock> encoded =
        times.time("encode baskets", () -> encode.baskets(lake.read(Lake.BASKETS)));
    Optional<JavaRDD<BasketBlock>> views =
        hasClicks
            ? Optional.of(times.time("encode views", () -> encode.views(lake.read(Lake.EVENTS))))
            : Optional.empty();
    return new Prepared(
        window, List.copyOf(accounts), baskets, items, facts, encoded, views, notes());
  }

  private Optional<InputTable> optional(Table table) {
    return Nightly.has(config, table) ? Optional.of(reader.read(config, table)) : Optional.empty();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Table table : List.of(Table.CLICKS, Table.CATALOG)) {
      if (!Nightly.has(config, table)) {
        notes.add("no " + table.key() + " configured");
      }
    }
    return notes;
  }

  /** The files often tell the last day, and only rows of that day have to be read to be sure. */
  private static LocalDate dayAfterNewest(InputTable orders) {
    Instant newest =
        orders
            .lastOrderedAt()
            .flatMap(last -> newest(orders, since(last.truncatedTo(ChronoUnit.DAYS))))
            .or(() -> newest(orders, functions.lit(true)))
            .orElseThrow(
                () ->
                    Refusal.inputs(
                        "No order line is left to learn from",
                        "the orders table has no row that passes inputs.orders.where and the"
                            + " contract's rules",
                        "check the path, the condition and the column mapping"));
    return newest.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
  }

  private static Column since(Instant from) {
    return functions.col(OrderColumns.ORDERED_AT).geq(Timestamp.from(from));
  }

  private static Optional<Instant> newest(InputTable orders, Column condition) {
    Row newest = orders.good().where(condition).agg(functions.max(OrderColumns.ORDERED_AT)).first();
    return Optional.ofNullable(newest.getTimestamp(0)).map(Timestamp::toInstant);
  }
}

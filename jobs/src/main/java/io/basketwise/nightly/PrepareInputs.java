package io.basketwise.nightly;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.inputs.SizedQueries;
import io.basketwise.intake.Erased;
import io.basketwise.intake.Intake;
import io.basketwise.intake.Ledger;
import io.basketwise.intake.PinnedInputs;
import io.basketwise.prepare.AccountRows;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.EncodeBaskets;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.RowsDigest;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.prepare.WriteQuarantine;
import io.basketwise.report.StepTimes;
import io.basketwise.storage.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Brings the lake up to date with the inputs, and encodes what the fits read. */
final class PrepareInputs {
  /** A catalog that was written longer after the newest order goes with a copy of old orders. */
  private static final int MOST_QUIET_DAYS = 7;

  private final SparkSession spark;
  private final ShopConfig config;
  private final StepTimes times;
  private final RunLog log;
  private final InputReader reader;
  private final PinnedInputs pins;
  private final Lake lake;
  private final UpdateLake update;
  private final Intake intake;
  private final Instant now;

  /**
   * The preparation of a run.
   *
   * @param lake that is brought up to date
   * @param pins what alone is read of the inputs
   * @param now rows after this instant do not count as newest
   */
  PrepareInputs(
      SparkSession spark,
      ShopConfig config,
      Lake lake,
      PinnedInputs pins,
      Instant now,
      StepTimes times,
      RunLog log) {
    this.pins = pins;
    this.now = now;
    this.spark = spark;
    this.config = config;
    this.times = times;
    this.log = log;
    this.reader = new InputReader(spark);
    Path root = Storage.path(config.lake());
    Path staging = new Path(root, ".staging");
    this.lake = lake;
    this.intake = new Intake(spark, config, root, staging, now);
    this.update = new UpdateLake(lake, intake, config, staging, now, log::quality);
  }

  /**
   * The lake, up to date.
   *
   * @param window the days of the run
   * @param view the lake as the run sees it
   * @param ledgers what of each input is in the lake
   * @param inputs the same as files, for those who want to read them again
   * @param erased the people whose rows are left out
   */
  record Arrived(
      TimeWindow window,
      LakeView view,
      Map<Table, Ledger> ledgers,
      PinnedInputs inputs,
      Erased erased) {}

  /** Brings the lake up to date. */
  Arrived arrive(Optional<LocalDate> asOf) {
    Map<Table, Ledger> ledgers = new EnumMap<>(Table.class);
    Map<Table, PinnedInputs.Pin> read = new EnumMap<>(Table.class);
    intake.sweep();
    ScratchLake.sweep(config, now);
    Map<Table, UpdateLake.Checked> checked = new LinkedHashMap<>();
    // The catalog first: the checks of the others look for their items in it.
    for (Table table : List.of(Table.CATALOG, Table.ORDERS, Table.CLICKS, Table.LABELS)) {
      if (isRead(table)) {
        InputTable input = pins.read(reader, config, table);
        SizedQueries.expect(spark, config, input.sources());
        read.put(table, new PinnedInputs.Pin(input.version(), Map.of()));
        log.input(input);
        Optional<UpdateLake.Checked> catalog = Optional.ofNullable(checked.get(Table.CATALOG));
        checked.put(table, times.time("check " + table.key(), () -> update.check(input, catalog)));
      }
    }
    if (asOf.isEmpty() || !asOf.get().isBefore(today().minusDays(1))) {
      Stream.of(Table.ORDERS, Table.CLICKS)
          .filter(checked::containsKey)
          .map(checked::get)
          .forEach(update::checkAge);
    }
    checked.forEach(
        (table, input) ->
            ledgers.put(
                table,
                times.time(
                    "prepare " + table.key(),
                    () -> update.bringIn(input),
                    ledger -> input.batch().map(batch -> batch.counts().read()).orElse(0L))));
    intake.sweep();
    TimeWindow window =
        TimeWindow.of(
            config,
            asOf.orElseGet(() -> present(Objects.requireNonNull(ledgers.get(Table.ORDERS)))));
    log.window(window);
    refuseFuture(window.asOf());
    log.notes(intake.notes());
    log.notes(update.notes());
    ledgers.forEach(
        (table, ledger) ->
            read.computeIfPresent(
                table,
                (key, pin) ->
                    new PinnedInputs.Pin(
                        ledger.version().isPresent() ? ledger.version() : pin.version(),
                        ledger.sources())));
    return new Arrived(
        window, new LakeView(lake, window), ledgers, new PinnedInputs(read), intake.erased());
  }

  /** Labels are of sessions, and sessions are of clicks. */
  private boolean isRead(Table table) {
    return Nightly.has(config, table)
        && (table != Table.LABELS
            || (config.behaviour().enabled() && Nightly.has(config, Table.CLICKS)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** A version of a date to come would stay live over those of all nights until then. */
  private void refuseFuture(LocalDate asOf) {
    LocalDate today = today();
    if (!asOf.isAfter(today.plusDays(1))) {
      return;
    }
    Row newest = lake.read(Lake.ORDERS).agg(max(OrderColumns.ORDERED_AT)).first();
    LocalDate last =
        newest.isNullAt(0)
            ? today
            : LocalDate.ofInstant(newest.getTimestamp(0).toInstant(), ZoneOffset.UTC);
    if (asOf.isAfter(last.plusDays(1))) {
      throw Refusal.configuration(
          "The as-of date " + asOf + " lies in the future",
          String.format(
              Locale.ROOT,
              "today is %s in UTC, and the newest order is of %s; a version of a date to come would"
                  + " stay live over those of all nights until then",
              today,
              last),
          "choose a date up to "
              + (last.isAfter(today) ? last : today).plusDays(1)
              + ", or leave it out");
    }
  }

  /**
   * Names the rows of each input that a run sees, by the batches that brought them; those of the
   * catalog and of labels by themselves, because of a batch of theirs a day may see nothing new.
   */
  Map<Table, String> rowsSeen(Arrived arrived) {
    Instant until = TimeWindow.midnight(arrived.window().asOf());
    Map<Table, String> seen = new EnumMap<>(Table.class);
    arrived
        .ledgers()
        .forEach(
            (table, ledger) ->
                seen.put(
                    table,
                    switch (table) {
                      case ORDERS, CLICKS -> ledger.fingerprint(until);
                      case CATALOG ->
                          times.time(
                              "compare catalog", () -> RowsDigest.of(arrived.view().catalog()));
                      case LABELS ->
                          times.time(
                              "compare labels", () -> RowsDigest.of(arrived.view().labels()));
                    }));
    return seen;
  }

  /** Looks at the lake as of the window's end, and encodes. */
  Prepared run(Arrived arrived) {
    LakeView view = arrived.view();
    AccountRows accounts = new AccountRows(lake, view);
    List<RowAccount> all =
        times.time(
            "account for rows",
            () ->
                arrived.ledgers().entrySet().stream()
                    .map(entry -> accounts.of(entry.getKey(), entry.getValue()))
                    .toList());
    log.rows(
        all,
        times.time(
            "account for broken rows", () -> WriteQuarantine.rules(lake, arrived.ledgers())));
    log.notes(accounts.notes());
    if (Nightly.has(config, Table.CLICKS)) {
      log.funnel(times.time("funnel", view::funnel));
    }
    all.forEach(account -> InputGuard.check(account, arrived.window()));
    return encode(arrived, all);
  }

  private Prepared encode(Arrived arrived, List<RowAccount> accounts) {
    TimeWindow window = arrived.window();
    LakeView view = arrived.view();
    ItemFacts facts =
        times.time(
            "item facts",
            () ->
                ItemFacts.of(
                    view.orders(),
                    Nightly.has(config, Table.CATALOG)
                        ? Optional.of(view.catalog())
                        : Optional.empty()));
    ItemDictionary items = new ItemDictionary(facts.ids());
    EncodeBaskets encode = new EncodeBaskets(spark, items);
    JavaRDD<BasketBlock> encoded =
        times.time(
            "encode baskets", () -> encode.baskets(view.baskets(), used(accounts, Table.ORDERS)));
    long baskets = times.time("count baskets", () -> EncodeBaskets.count(encoded));
    InputGuard.checkBaskets(baskets, facts.bought(), window);
    Optional<JavaRDD<BasketBlock>> views =
        Nightly.has(config, Table.CLICKS)
            ? Optional.of(
                times.time(
                    "encode views",
                    () -> encode.views(view.events(), used(accounts, Table.CLICKS))))
            : Optional.empty();
    return new Prepared(
        window,
        view,
        accounts,
        baskets,
        items,
        facts,
        encoded,
        views,
        arrived.erased().latest(),
        arrived.inputs(),
        notes());
  }

  private static long used(List<RowAccount> accounts, Table table) {
    return accounts.stream()
        .filter(account -> account.table() == table)
        .mapToLong(RowAccount::used)
        .sum();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Table table : List.of(Table.CLICKS, Table.CATALOG)) {
      if (!Nightly.has(config, table)) {
        notes.add("no " + table.key() + " configured");
      }
    }
    if (Nightly.has(config, Table.LABELS) && !isRead(Table.LABELS)) {
      notes.add("labels: not read, because nothing is learned of sessions");
    }
    return notes;
  }

  /**
   * The day after the newest order, or that on which the catalog was last written: without it, a
   * night after days without an order would see no price of today.
   */
  private LocalDate present(Ledger orders) {
    LocalDate day = dayAfterNewest(orders);
    if (!Nightly.has(config, Table.CATALOG)) {
      return day;
    }
    Column updated = col(CatalogColumns.UPDATED_AT);
    Row newest = lake.read(Lake.CATALOG).filter(updated.leq(lit(now))).agg(max(updated)).first();
    if (newest.isNullAt(0)) {
      return day;
    }
    LocalDate written = newest.getTimestamp(0).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    return written.isAfter(day) && !written.isAfter(day.plusDays(MOST_QUIET_DAYS)) ? written : day;
  }

  private static LocalDate dayAfterNewest(Ledger orders) {
    return orders
        .newest()
        .orElseThrow(
            () ->
                Refusal.inputs(
                    "No order line is left to learn from",
                    "the orders table has no row that passes inputs.orders.where and the"
                        + " contract's rules",
                    "check the path, the condition and the column mapping"))
        .atZone(ZoneOffset.UTC)
        .toLocalDate()
        .plusDays(1);
  }
}

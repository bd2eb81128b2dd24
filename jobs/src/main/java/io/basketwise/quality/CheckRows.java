package io.basketwise.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.basketwise.config.QualityRule;
import io.basketwise.config.ShopConfig.Quality;
import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Ledger;
import io.basketwise.intake.RowFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Checks a batch of rows before it is taken in; what the lake has is the history. */
public final class CheckRows {
  /** Days that are told of even where nothing is wrong with them. */
  private static final int TOLD_DAYS = 7;

  private static final int BOT_EVENTS = 1_000;
  private static final int LARGE_BASKET = 100;
  private static final double MILLIS_A_DAY = 86_400_000;
  private static final String ROWS = "rows";

  private final Quality quality;
  private final Instant now;

  /**
   * Checks by a shop's thresholds.
   *
   * @param now rows after this instant have a wrong clock
   */
  public CheckRows(Quality quality, Instant now) {
    this.quality = quality;
    this.now = now;
  }

  /**
   * The findings of a batch.
   *
   * @param history the lake's rows of the table; empty where there are none
   * @param catalog the lake's catalog; empty without one
   */
  public Findings run(
      Table table, Batch batch, Optional<Dataset<Row>> history, Optional<Dataset<Row>> catalog) {
    Optional<Dataset<Row>> past = history.filter(rows -> !isEmpty(batch.before()));
    Findings findings = new Findings(table, quality, past.isEmpty());
    if (table == Table.CATALOG) {
      catalog(findings, batch, past);
    } else if (table != Table.LABELS && (batch.counts().good() > 0 || batch.whole())) {
      timed(findings, table, batch, past, catalog);
    }
    return findings;
  }

  /** Judges how long ago the newest row of a table happened, whether any came with this night. */
  public Findings age(Table table, Ledger ledger) {
    Findings findings = new Findings(table, quality, false);
    ledger
        .newest()
        .ifPresent(
            newest ->
                findings.judge(
                    QualityRule.FEED_AGE,
                    (now.toEpochMilli() - newest.toEpochMilli()) / MILLIS_A_DAY));
    return findings;
  }

  /** Whether a table is known to hold no row; one without its ledger may hold any. */
  private static boolean isEmpty(Optional<Ledger> before) {
    return before.filter(ledger -> ledger.counts().good() == 0).isPresent();
  }

  private void timed(
      Findings findings,
      Table table,
      Batch batch,
      Optional<Dataset<Row>> history,
      Optional<Dataset<Row>> catalog) {
    if (batch.whole() && history.isPresent()) {
      again(findings, table, batch, history.get(), catalog);
    } else if (batch.counts().good() > 0) {
      onTop(findings, table, batch, history, catalog, firstUnjudged(batch).orElse(0));
    }
  }

  /**
   * Rows that take the place of the lake's. Beside their own past they always look as usual, so
   * they are compared with what they replace; then those of the days that were not yet judged with
   * the lake's days before, as if they alone came.
   */
  private void again(
      Findings findings,
      Table table,
      Batch batch,
      Dataset<Row> replaced,
      Optional<Dataset<Row>> catalog) {
    OldRows past = OldRows.of(table, replaced, now);
    Dataset<Row> rows = InputTable.good(batch.rows());
    findings.judge(QualityRule.KEPT_ROWS, kept(table, rows, past));
    if (batch.facts().rows() == 0) {
      return;
    }
    NewRows all = NewRows.of(table, batch, time(table), Optional.empty(), catalog, now);
    contents(findings.of("all rows"), table, all, Optional.of(past), catalog);
    if (past.facts().newest().isEmpty()) {
      return;
    }
    // A lost ledger tells of no day: then none that the lake has is judged again.
    int unjudged = firstUnjudged(batch).orElse(past.facts().lastDay() + 1);
    Column before = col(time(table)).lt(lit(Days.start(unjudged)));
    Batch latest = among(table, batch, not(before));
    if (latest.facts().rows() > 0) {
      Optional<Dataset<Row>> earlier = Optional.of(replaced.filter(before));
      onTop(findings, table, latest, earlier, catalog, unjudged);
    }
  }

  /** The share of the lake's rows that is left of them, by number; NaN where it has none. */
  private static double kept(Table table, Dataset<Row> again, OldRows past) {
    return past.facts()
        .newest()
        .map(
            newest ->
                NewRows.unlike(table, again, time(table), newest)
                    / (double) NewRows.unlike(table, past.rows(), time(table), newest))
        .orElse(Double.NaN);
  }

  private Batch among(Table table, Batch batch, Column condition) {
    Dataset<Row> rows = batch.rows().filter(condition);
    RowFacts facts = RowFacts.of(table, InputTable.good(rows), now);
    return new Batch(rows, batch.counts(), facts, false, batch.before(), batch.after());
  }

  /**
   * Rows that come on top of others.
   *
   * @param first the first day that was not yet judged
   */
  private void onTop(
      Findings findings,
      Table table,
      Batch batch,
      Optional<Dataset<Row>> history,
      Optional<Dataset<Row>> catalog,
      int first) {
    String at = time(table);
    NewRows fresh = NewRows.of(table, batch, at, history, catalog, now);
    Optional<OldRows> past =
        history.map(rows -> OldRows.of(table, rows, at, first - Days.WEEKS * 7, now));
    if (past.isPresent()) {
      Days days = fresh.days().plus(past.get().days());
      days(findings, days, days.from(first, Days.of(now)));
      missing(findings, days, first);
    } else {
      days(findings, fresh.days(), fresh.days().last(Days.of(now)));
    }
    contents(findings, table, fresh, past, catalog);
  }

  private static String time(Table table) {
    return table == Table.ORDERS ? OrderColumns.ORDERED_AT : ClickColumns.OCCURRED_AT;
  }

  /**
   * The first day that was not yet judged whole: that on which the lake was last brought up to
   * date, or an earlier one behind all that it has.
   */
  private static OptionalInt firstUnjudged(Batch batch) {
    return Stream.concat(
            batch.before().flatMap(Ledger::takenAt).map(Days::of).stream(),
            batch.before().flatMap(Ledger::newest).map(newest -> Days.of(newest) + 1).stream())
        .mapToInt(Integer::intValue)
        .min();
  }

  private void contents(
      Findings findings,
      Table table,
      NewRows fresh,
      Optional<OldRows> past,
      Optional<Dataset<Row>> catalog) {
    if (table == Table.ORDERS) {
      orders(findings, fresh, past, catalog);
    } else {
      clicks(findings, fresh, past, catalog);
    }
  }

  private void orders(
      Findings findings, NewRows fresh, Optional<OldRows> past, Optional<Dataset<Row>> catalog) {
    past.map(before -> lately(before.rows(), fresh.facts()))
        .map(before -> Prices.of(fresh.rows(), before, OrderColumns.UNIT_PRICE))
        .ifPresent(prices -> findings.judge(QualityRule.PRICE_JUMPS, prices.jumped()));
    past.ifPresent(
        before -> {
          nulls(findings, fresh.facts(), before.facts());
          String customer = OrderColumns.CUSTOMER_ID;
          findings.judge(
              QualityRule.GUESTS,
              Math.abs(fresh.facts().nullShare(customer) - before.facts().nullShare(customer)));
        });
    findings.judge(QualityRule.CLOCK_SKEW, fresh.facts().laterShare());
    findings.judge(QualityRule.DUPLICATES, fresh.duplicates());
    catalog.ifPresent(
        items -> {
          findings.judge(QualityRule.UNKNOWN_ITEMS, fresh.unknown());
          age(findings, fresh.facts(), items);
        });
    Dataset<Row> baskets =
        fresh
            .rows()
            // Ids as 64 bits cost less; that two of a hundred million share them changes nothing
            // here.
            .groupBy(xxhash64(col(OrderColumns.ORDER_ID)))
            .agg(countDistinct(xxhash64(col(OrderColumns.ITEM_ID))).as(ROWS));
    Row large = baskets.agg(count_if(col(ROWS).gt(LARGE_BASKET)), count(lit(1))).first();
    findings.judge(QualityRule.LARGE_BASKETS, large.getLong(0) / (double) large.getLong(1));
  }

  /** The lake's order lines of the weeks before the new ones. */
  private static Dataset<Row> lately(Dataset<Row> before, RowFacts fresh) {
    return fresh
        .oldest()
        .map(oldest -> oldest.minus(Days.WEEKS * 7, ChronoUnit.DAYS))
        .map(from -> before.filter(col(OrderColumns.ORDERED_AT).geq(lit(from))))
        .orElse(before);
  }

  private static void clicks(
      Findings findings, NewRows fresh, Optional<OldRows> past, Optional<Dataset<Row>> catalog) {
    past.ifPresent(before -> nulls(findings, fresh.facts(), before.facts()));
    findings.judge(QualityRule.CLOCK_SKEW, fresh.facts().laterShare());
    findings.judge(QualityRule.DUPLICATES, fresh.duplicates());
    catalog.ifPresent(items -> findings.judge(QualityRule.UNKNOWN_ITEMS, fresh.unknown()));
    Row bots =
        fresh
            .rows()
            .groupBy(col(ClickColumns.VISITOR_ID), Days.day(ClickColumns.OCCURRED_AT))
            .agg(count(lit(1)).as(ROWS))
            .agg(sum(when(col(ROWS).gt(BOT_EVENTS), col(ROWS)).otherwise(0)), sum(ROWS))
            .first();
    findings.judge(QualityRule.BOTS, bots.getLong(0) / (double) bots.getLong(1));
  }

  private void catalog(Findings findings, Batch batch, Optional<Dataset<Row>> history) {
    history.ifPresent(
        all -> {
          Dataset<Row> fresh = InputTable.good(batch.rows());
          Dataset<Row> before = Exports.latest(all);
          Prices prices = Prices.of(fresh, before, CatalogColumns.PRICE);
          findings.judge(
              QualityRule.CATALOG_ROWS,
              batch.whole()
                  ? prices.itemsNow() / (double) Math.max(1, prices.itemsThen())
                  : Exports.share(fresh, all, prices.itemsThen()));
          findings.judge(QualityRule.PRICE_JUMPS, prices.jumped());
          nulls(findings, batch.facts(), OldRows.of(Table.CATALOG, before, now).facts());
        });
  }

  /** How old prices and stock were when the newest order was placed. */
  private void age(Findings findings, RowFacts orders, Dataset<Row> catalog) {
    // A single wrong clock must not make the whole catalog look fresh for ever.
    Column known = col(CatalogColumns.UPDATED_AT).leq(lit(now));
    Row update = catalog.filter(known).agg(max(CatalogColumns.UPDATED_AT)).first();
    if (orders.newest().isPresent() && !update.isNullAt(0)) {
      long millis = orders.newest().get().toEpochMilli() - update.getTimestamp(0).getTime();
      findings.judge(QualityRule.CATALOG_AGE, Math.max(0, millis / MILLIS_A_DAY));
    }
  }

  /** Of days that came late together, all are judged, and the last told of in any case. */
  private static void days(Findings findings, Days days, List<Integer> checked) {
    for (int i = 0; i < checked.size(); i++) {
      int day = checked.get(i);
      Findings told = checked.size() - i > TOLD_DAYS ? findings.withoutPasses() : findings;
      String date = LocalDate.ofEpochDay(day).toString();
      told.judge(QualityRule.DAY_ROWS, date, days.ratio(day));
      told.judge(QualityRule.DAY_PEAK, date, days.ratio(day));
      told.judge(QualityRule.DAY_END, date, days.missingEnd(day));
    }
  }

  /** Nobody can tell a lost day from a holiday: it is told, and stops no night. */
  private void missing(Findings findings, Days days, int first) {
    for (int day : days.missing(first, Days.of(now))) {
      findings.suspect(QualityRule.DAY_ROWS, LocalDate.ofEpochDay(day).toString(), 0);
    }
  }

  /** The column whose share of nulls rose most. */
  private static void nulls(Findings findings, RowFacts now, RowFacts then) {
    String worst = "";
    double most = Double.NEGATIVE_INFINITY;
    for (String column : now.nulls().keySet()) {
      double rise = now.nullShare(column) - then.nullShare(column);
      if (rise > most) {
        worst = column;
        most = rise;
      }
    }
    if (!worst.isEmpty()) {
      findings.judge(QualityRule.NULLS, worst, most);
    }
  }
}

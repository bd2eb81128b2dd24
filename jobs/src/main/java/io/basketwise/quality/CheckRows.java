package io.basketwise.quality;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.minute;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.basketwise.config.QualityRule;
import io.basketwise.config.ShopConfig.Quality;
import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.inputs.ContractColumn;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Batch;
import io.basketwise.prepare.Joins;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Checks a batch of rows before it is taken in; what the lake has is the history. */
public final class CheckRows {
  private static final int MAX_DAYS = 7;
  private static final int BOT_EVENTS = 1_000;
  private static final int LARGE_BASKET = 100;
  private static final double PRICE_FACTOR = 3;
  private static final double MILLIS_A_DAY = 86_400_000;
  private static final String DAY = "day";
  private static final String SLOT = "slot";
  private static final String ROWS = "rows";
  private static final String KNOWN = "__known";

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
    Findings findings = new Findings(table, quality, history.isEmpty());
    if (batch.counts().good() == 0 && table != Table.CATALOG) {
      return findings;
    }
    Fresh fresh = Fresh.of(table, InputTable.good(batch.rows()), now);
    Past past =
        new Past(history, history.map(rows -> RowFacts.of(table, rows, now)), batch.whole());
    if (table == Table.ORDERS) {
      orders(findings, fresh, past, catalog);
    } else if (table == Table.CLICKS) {
      clicks(findings, fresh, past, catalog);
    } else if (table == Table.CATALOG) {
      catalog(findings, fresh, past);
    }
    return findings;
  }

  /** The new rows, and what one pass over them tells. */
  private record Fresh(Table table, Dataset<Row> rows, RowFacts facts) {
    static Fresh of(Table table, Dataset<Row> rows, Instant now) {
      return new Fresh(table, rows, RowFacts.of(table, rows, now));
    }
  }

  /**
   * What the lake has of a table.
   *
   * @param rows empty where there are none yet
   * @param facts what one pass over them tells
   * @param replaced whether the new rows take their place, and hold them again
   */
  private record Past(Optional<Dataset<Row>> rows, Optional<RowFacts> facts, boolean replaced) {
    /** The rows that come on top of the new ones. */
    Optional<Dataset<Row>> staying() {
      return replaced ? Optional.empty() : rows;
    }
  }

  private void orders(Findings findings, Fresh fresh, Past past, Optional<Dataset<Row>> catalog) {
    days(findings, fresh, past, OrderColumns.ORDERED_AT);
    past.rows()
        .map(before -> since(before, fresh, OrderColumns.ORDERED_AT, Days.WEEKS * 7))
        .ifPresent(before -> prices(findings, fresh, before, OrderColumns.UNIT_PRICE));
    past.facts()
        .ifPresent(
            before -> {
              nulls(findings, fresh.facts(), before);
              String customer = OrderColumns.CUSTOMER_ID;
              findings.judge(
                  QualityRule.GUESTS,
                  Math.abs(fresh.facts().nullShare(customer) - before.nullShare(customer)));
            });
    findings.judge(QualityRule.CLOCK_SKEW, fresh.facts().laterShare());
    duplicates(findings, fresh, past, OrderColumns.ORDERED_AT);
    catalog.ifPresent(
        items -> {
          unknown(findings, fresh.rows(), items);
          age(findings, fresh.facts(), items);
        });
    Dataset<Row> baskets =
        fresh
            .rows()
            .groupBy(OrderColumns.ORDER_ID)
            .agg(countDistinct(OrderColumns.ITEM_ID).as(ROWS));
    findings.judge(QualityRule.LARGE_BASKETS, share(baskets, count_if(col(ROWS).gt(LARGE_BASKET))));
  }

  private void clicks(Findings findings, Fresh fresh, Past past, Optional<Dataset<Row>> catalog) {
    days(findings, fresh, past, ClickColumns.OCCURRED_AT);
    past.facts().ifPresent(before -> nulls(findings, fresh.facts(), before));
    findings.judge(QualityRule.CLOCK_SKEW, fresh.facts().laterShare());
    duplicates(findings, fresh, past, ClickColumns.OCCURRED_AT);
    catalog.ifPresent(
        items ->
            unknown(findings, fresh.rows().filter(col(ClickColumns.ITEM_ID).isNotNull()), items));
    Row bots =
        fresh
            .rows()
            .groupBy(
                col(ClickColumns.VISITOR_ID), unix_date(col(ClickColumns.OCCURRED_AT).cast("date")))
            .agg(count(lit(1)).as(ROWS))
            .agg(sum(when(col(ROWS).gt(BOT_EVENTS), col(ROWS)).otherwise(0)), sum(ROWS))
            .first();
    findings.judge(QualityRule.BOTS, bots.getLong(0) / (double) bots.getLong(1));
  }

  private static void catalog(Findings findings, Fresh fresh, Past past) {
    past.rows()
        .ifPresent(
            before -> {
              if (past.replaced()) {
                findings.judge(
                    QualityRule.CATALOG_ROWS,
                    items(fresh.rows()) / (double) Math.max(1, items(before)));
              }
              prices(findings, fresh, before, CatalogColumns.PRICE);
            });
    past.facts().ifPresent(before -> nulls(findings, fresh.facts(), before));
  }

  /** How old prices and stock were when the newest order was placed. */
  private static void age(Findings findings, RowFacts orders, Dataset<Row> catalog) {
    Row update = catalog.agg(max(CatalogColumns.UPDATED_AT)).first();
    if (orders.newest().isPresent() && !update.isNullAt(0)) {
      long millis = orders.newest().get().toEpochMilli() - update.getTimestamp(0).getTime();
      findings.judge(QualityRule.CATALOG_AGE, Math.max(0, millis / MILLIS_A_DAY));
    }
  }

  /** Rows that the lake has, or that come twice, by the columns that every row must have. */
  private static void duplicates(Findings findings, Fresh fresh, Past past, String at) {
    Column[] keys =
        Contract.of(fresh.table()).columns().stream()
            .filter(ContractColumn::required)
            .map(column -> col(column.name()))
            .toArray(Column[]::new);
    Dataset<Row> distinct = fresh.rows().select(keys).distinct();
    long news =
        past.staying()
            .map(before -> Joins.lacking(distinct, since(before, fresh, at, 0).select(keys)))
            .orElse(distinct)
            .count();
    long all = fresh.facts().rows();
    findings.judge(QualityRule.DUPLICATES, (all - news) / (double) all);
  }

  /** The lake's rows from so many days before the oldest of the new ones on. */
  private static Dataset<Row> since(Dataset<Row> before, Fresh fresh, String at, int days) {
    return fresh
        .facts()
        .oldest()
        .map(oldest -> before.filter(col(at).geq(lit(oldest.minus(days, ChronoUnit.DAYS)))))
        .orElse(before);
  }

  private static long items(Dataset<Row> rows) {
    return rows.select(CatalogColumns.ITEM_ID).distinct().count();
  }

  /**
   * The days after the lake's newest, or the newest of a history that is read for the first time.
   */
  private void days(Findings findings, Fresh fresh, Past past, String at) {
    Column known = col(at).leq(lit(now));
    Days days = new Days();
    List<Integer> newDays = new ArrayList<>();
    int last = past.facts().map(RowFacts::lastDay).orElse(Integer.MIN_VALUE);
    for (Row row : slots(fresh.rows().filter(known), at)) {
      days.add(row.getInt(0), row.getInt(1), row.getLong(2));
    }
    days.all().keySet().stream().filter(day -> day > last).forEach(newDays::add);
    int most = past.rows().isPresent() ? MAX_DAYS : 1;
    List<Integer> checked = newDays.subList(Math.max(0, newDays.size() - most), newDays.size());
    if (checked.isEmpty()) {
      return;
    }
    int first = checked.get(0) - Days.WEEKS * 7;
    past.staying()
        .ifPresent(
            before ->
                slots(before.filter(known.and(dayOf(at).geq(first))), at)
                    .forEach(row -> days.add(row.getInt(0), row.getInt(1), row.getLong(2))));
    for (int day : checked) {
      String date = LocalDate.ofEpochDay(day).toString();
      findings.judge(QualityRule.DAY_ROWS, date, days.ratio(day));
      findings.judge(QualityRule.DAY_PEAK, date, days.ratio(day));
      findings.judge(QualityRule.DAY_END, date, days.missingEnd(day));
    }
  }

  private static Column dayOf(String at) {
    return unix_date(col(at).cast("date"));
  }

  /** At most one row a slot of each day. */
  private static List<Row> slots(Dataset<Row> rows, String at) {
    Column slot = hour(col(at)).multiply(6).plus(minute(col(at)).divide(10).cast("int"));
    return rows.groupBy(dayOf(at).as(DAY), slot.cast("int").as(SLOT))
        .agg(count(lit(1)).as(ROWS))
        .collectAsList();
  }

  private static void prices(Findings findings, Fresh fresh, Dataset<Row> before, String price) {
    Dataset<Row> both =
        medians(fresh.rows(), price, "now")
            .join(medians(before, price, "then"), OrderColumns.ITEM_ID);
    Column jump = abs(log(col("now").divide(col("then")))).gt(Math.log(PRICE_FACTOR));
    findings.judge(QualityRule.PRICE_JUMPS, share(both, count_if(jump)));
  }

  private static Dataset<Row> medians(Dataset<Row> rows, String price, String name) {
    return rows.filter(col(price).gt(0))
        .groupBy(OrderColumns.ITEM_ID)
        .agg(percentile_approx(col(price), lit(0.5), lit(1_000)).as(name));
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

  private static void unknown(Findings findings, Dataset<Row> fresh, Dataset<Row> catalog) {
    Dataset<Row> items =
        catalog.select(CatalogColumns.ITEM_ID).distinct().withColumn(KNOWN, lit(true));
    Dataset<Row> looked =
        fresh.join(
            items, CollectionConverters.asScala(List.of(OrderColumns.ITEM_ID)).toSeq(), "left");
    double share = share(looked, count_if(col(KNOWN).isNull()));
    findings.judge(QualityRule.UNKNOWN_ITEMS, Double.isNaN(share) ? 0 : share);
  }

  /** A count as a share of the rows; NaN without rows. */
  private static double share(Dataset<Row> rows, Column counted) {
    Row counts = rows.agg(counted, count(lit(1))).first();
    return counts.getLong(1) == 0 ? Double.NaN : counts.getLong(0) / (double) counts.getLong(1);
  }
}

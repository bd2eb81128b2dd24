package io.basketwise.quality;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
    Dataset<Row> fresh = InputTable.good(batch.rows());
    Findings findings = new Findings(table, quality, history.isEmpty());
    Past past = new Past(history, batch.whole());
    if (batch.counts().good() == 0 && table != Table.CATALOG) {
      return findings;
    }
    if (table == Table.ORDERS) {
      orders(findings, fresh, past, catalog);
    } else if (table == Table.CLICKS) {
      clicks(findings, fresh, past, catalog);
    } else if (table == Table.CATALOG) {
      catalog(findings, fresh, past);
    }
    return findings;
  }

  /**
   * What the lake has of a table.
   *
   * @param rows empty where there are none yet
   * @param replaced whether the new rows take their place, and hold them again
   */
  private record Past(Optional<Dataset<Row>> rows, boolean replaced) {
    /** The rows that come on top of the new ones. */
    Optional<Dataset<Row>> staying() {
      return replaced ? Optional.empty() : rows;
    }
  }

  private void orders(
      Findings findings, Dataset<Row> fresh, Past past, Optional<Dataset<Row>> catalog) {
    days(findings, fresh, past, OrderColumns.ORDERED_AT);
    past.rows()
        .ifPresent(
            before -> {
              prices(findings, fresh, before, OrderColumns.UNIT_PRICE);
              nulls(findings, Table.ORDERS, fresh, before);
              findings.judge(QualityRule.GUESTS, Math.abs(guests(fresh) - guests(before)));
            });
    clock(findings, fresh, OrderColumns.ORDERED_AT);
    duplicates(findings, Table.ORDERS, fresh, past);
    catalog.ifPresent(
        items -> {
          unknown(findings, fresh, items);
          age(findings, fresh, items);
        });
    Dataset<Row> baskets =
        fresh.groupBy(OrderColumns.ORDER_ID).agg(countDistinct(OrderColumns.ITEM_ID).as(ROWS));
    findings.judge(QualityRule.LARGE_BASKETS, share(baskets, count_if(col(ROWS).gt(LARGE_BASKET))));
  }

  private void clicks(
      Findings findings, Dataset<Row> fresh, Past past, Optional<Dataset<Row>> catalog) {
    days(findings, fresh, past, ClickColumns.OCCURRED_AT);
    past.rows().ifPresent(before -> nulls(findings, Table.CLICKS, fresh, before));
    clock(findings, fresh, ClickColumns.OCCURRED_AT);
    duplicates(findings, Table.CLICKS, fresh, past);
    catalog.ifPresent(
        items -> unknown(findings, fresh.filter(col(ClickColumns.ITEM_ID).isNotNull()), items));
    Row bots =
        fresh
            .groupBy(
                col(ClickColumns.VISITOR_ID), unix_date(col(ClickColumns.OCCURRED_AT).cast("date")))
            .agg(count(lit(1)).as(ROWS))
            .agg(sum(when(col(ROWS).gt(BOT_EVENTS), col(ROWS)).otherwise(0)), sum(ROWS))
            .first();
    findings.judge(QualityRule.BOTS, bots.getLong(0) / (double) bots.getLong(1));
  }

  private static void catalog(Findings findings, Dataset<Row> fresh, Past past) {
    past.rows()
        .filter(before -> past.replaced())
        .ifPresent(
            before ->
                findings.judge(
                    QualityRule.CATALOG_ROWS, items(fresh) / (double) Math.max(1, items(before))));
    past.rows()
        .ifPresent(
            before -> {
              prices(findings, fresh, before, CatalogColumns.PRICE);
              nulls(findings, Table.CATALOG, fresh, before);
            });
  }

  /** How old prices and stock were when the newest order was placed. */
  private void age(Findings findings, Dataset<Row> orders, Dataset<Row> catalog) {
    Column known = col(OrderColumns.ORDERED_AT).leq(lit(now));
    Row order = orders.filter(known).agg(max(OrderColumns.ORDERED_AT)).first();
    Row update = catalog.agg(max(CatalogColumns.UPDATED_AT)).first();
    if (!order.isNullAt(0) && !update.isNullAt(0)) {
      long millis = order.getTimestamp(0).getTime() - update.getTimestamp(0).getTime();
      findings.judge(QualityRule.CATALOG_AGE, Math.max(0, millis / MILLIS_A_DAY));
    }
  }

  /** Rows that the lake has, or that come twice, by the columns that every row must have. */
  private static void duplicates(Findings findings, Table table, Dataset<Row> fresh, Past past) {
    Column[] keys =
        Contract.of(table).columns().stream()
            .filter(ContractColumn::required)
            .map(column -> col(column.name()))
            .toArray(Column[]::new);
    Dataset<Row> distinct = fresh.select(keys).distinct();
    long news =
        past.staying()
            .map(before -> Joins.lacking(distinct, before.select(keys)))
            .orElse(distinct)
            .count();
    long all = fresh.count();
    findings.judge(QualityRule.DUPLICATES, (all - news) / (double) all);
  }

  private static long items(Dataset<Row> rows) {
    return rows.select(CatalogColumns.ITEM_ID).distinct().count();
  }

  /**
   * The days after the lake's newest, or the newest of a history that is read for the first time.
   */
  private void days(Findings findings, Dataset<Row> fresh, Past past, String at) {
    Column known = col(at).leq(lit(now));
    Days days = new Days();
    List<Integer> newDays = new ArrayList<>();
    int last = past.rows().map(before -> day(before.filter(known), at)).orElse(Integer.MIN_VALUE);
    for (Row row : slots(fresh.filter(known), at)) {
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

  private static int day(Dataset<Row> rows, String at) {
    Row last = rows.agg(max(dayOf(at))).first();
    return last.isNullAt(0) ? Integer.MIN_VALUE : last.getInt(0);
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

  private static void prices(
      Findings findings, Dataset<Row> fresh, Dataset<Row> before, String price) {
    Dataset<Row> both =
        medians(fresh, price, "now").join(medians(before, price, "then"), OrderColumns.ITEM_ID);
    Column jump = abs(log(col("now").divide(col("then")))).gt(Math.log(PRICE_FACTOR));
    findings.judge(QualityRule.PRICE_JUMPS, share(both, count_if(jump)));
  }

  private static Dataset<Row> medians(Dataset<Row> rows, String price, String name) {
    return rows.filter(col(price).gt(0))
        .groupBy(OrderColumns.ITEM_ID)
        .agg(percentile_approx(col(price), lit(0.5), lit(1_000)).as(name));
  }

  /** The column whose share of nulls rose most. */
  private static void nulls(
      Findings findings, Table table, Dataset<Row> fresh, Dataset<Row> before) {
    List<String> optional =
        Contract.of(table).columns().stream()
            .filter(column -> !column.required())
            .map(ContractColumn::name)
            .toList();
    Row now = nullShares(fresh, optional);
    Row then = nullShares(before, optional);
    int worst = 0;
    for (int i = 1; i < optional.size(); i++) {
      if (now.getDouble(i) - then.getDouble(i) > now.getDouble(worst) - then.getDouble(worst)) {
        worst = i;
      }
    }
    findings.judge(
        QualityRule.NULLS, optional.get(worst), now.getDouble(worst) - then.getDouble(worst));
  }

  private static Row nullShares(Dataset<Row> rows, List<String> columns) {
    Column[] shares =
        columns.stream()
            .map(column -> avg(col(column).isNull().cast("double")))
            .toArray(Column[]::new);
    return rows.agg(shares[0], Stream.of(shares).skip(1).toArray(Column[]::new)).first();
  }

  private static double guests(Dataset<Row> orders) {
    return share(orders, count_if(col(OrderColumns.CUSTOMER_ID).isNull()));
  }

  private void clock(Findings findings, Dataset<Row> fresh, String at) {
    findings.judge(QualityRule.CLOCK_SKEW, share(fresh, count_if(col(at).gt(lit(now)))));
  }

  private static void unknown(Findings findings, Dataset<Row> fresh, Dataset<Row> catalog) {
    long all = fresh.count();
    long known = Joins.having(fresh, catalog.select(CatalogColumns.ITEM_ID)).count();
    findings.judge(QualityRule.UNKNOWN_ITEMS, all == 0 ? 0 : (all - known) / (double) all);
  }

  /** A count as a share of the rows; NaN without rows. */
  private static double share(Dataset<Row> rows, Column counted) {
    Row counts = rows.agg(counted, count(lit(1))).first();
    return counts.getLong(1) == 0 ? Double.NaN : counts.getLong(0) / (double) counts.getLong(1);
  }
}

package io.basketwise.prepare;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Batch;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Brings the lake's order lines and baskets up to date with a batch of order lines. */
public final class PrepareOrders {
  /** What remains of an order: item, buyer, when it was ordered and when it was gone. */
  static final String LINES = "lines";

  /** Of an order's lines: the basket lies, or lay before its first line came late, in one. */
  private static final String MONTHS = "__months";

  private final Lake lake;
  private final StagedChanges staged;

  /**
   * Prepares into a lake.
   *
   * @param staging a folder of the run's own
   */
  public PrepareOrders(Lake lake, Path staging) {
    this.lake = lake;
    this.staged = new StagedChanges(staging);
  }

  /** Brings a batch in; returns what it changed. */
  public MadeAgain run(Batch batch) {
    Dataset<Row> fresh = InputTable.good(batch.rows());
    if (batch.whole()) {
      lake.replace(Lake.ORDERS, OrderLines.of(fresh), batch.number());
      return MadeAgain.NOTHING;
    }
    StagedChanges.Staged changes =
        staged.write(
            "order-changes",
            OrderLines.changes(lake.read(Lake.ORDERS), fresh),
            col(OrderLines.CHANGED),
            collect_set(Months.of(OrderColumns.ORDERED_AT)));
    boolean baskets = lake.batch(Lake.BASKETS) == batch.number() - 1;
    Dataset<Row> lines = changes.rows().drop(OrderLines.CHANGED);
    if (changes.replacing() > 0) {
      Dataset<Row> keys =
          lines.select(OrderLines.identity().stream().map(functions::col).toArray(Column[]::new));
      lake.replaceKeys(Lake.ORDERS, keys, lines, changes.months(), batch.number());
    } else {
      lake.append(Lake.ORDERS, lines, batch.number());
    }
    return new MadeAgain(
        changes.replacing(), baskets ? updateBaskets(changes.rows(), batch.number()) : 0);
  }

  /** Builds the baskets anew where they are behind the order lines; returns whether they were. */
  public boolean mend() {
    long orders = lake.batch(Lake.ORDERS);
    boolean behind = lake.batch(Lake.BASKETS) != orders;
    if (behind) {
      rebuildBaskets(orders);
    }
    return behind;
  }

  /**
   * Takes a person's lines out of the baskets, while the orders still have them or after; returns
   * how many baskets are gone.
   *
   * @param buyers all that the person is as a buyer
   */
  public long eraseFromBaskets(List<String> buyers) {
    if (!lake.exists(Lake.BASKETS) || !lake.exists(Lake.ORDERS)) {
      return 0;
    }
    Dataset<Row> lines = lake.read(Lake.ORDERS);
    Column theirs = col(OrderLines.BUYER).isin(buyers.toArray());
    Dataset<Row> known =
        lake.read(Lake.BASKETS)
            .filter(
                functions.exists(
                    col(LINES), line -> line.getField(OrderLines.BUYER).isin(buyers.toArray())));
    // Collected: a person's orders, which are few.
    Dataset<Row> ids =
        lines
            .sparkSession()
            .createDataset(
                lines
                    .filter(theirs)
                    .select(OrderColumns.ORDER_ID)
                    .union(known.select(OrderColumns.ORDER_ID))
                    .distinct()
                    .as(Encoders.STRING())
                    .collectAsList(),
                Encoders.STRING())
            .toDF(OrderColumns.ORDER_ID);
    return lake.replaceByKey(
        Lake.BASKETS, ids, baskets(Joins.having(lines.filter(not(theirs)), ids)));
  }

  private long updateBaskets(Dataset<Row> changes, long batch) {
    Dataset<Row> orders =
        Joins.having(lake.read(Lake.ORDERS), changes.select(OrderColumns.ORDER_ID));
    StagedChanges.Staged baskets =
        staged.write(
            "basket-changes",
            basketsWithMonths(orders),
            lit(false),
            flatten(collect_set(col(MONTHS))));
    Dataset<Row> rows = baskets.rows().drop(MONTHS);
    lake.replaceKeys(
        Lake.BASKETS, rows.select(OrderColumns.ORDER_ID), rows, baskets.months(), batch);
    return baskets.written();
  }

  private void rebuildBaskets(long batch) {
    lake.replace(Lake.BASKETS, baskets(lake.read(Lake.ORDERS)), batch);
  }

  private static Dataset<Row> baskets(Dataset<Row> orders) {
    return basketsWithMonths(orders).drop(MONTHS);
  }

  /** An order without a line that was bought keeps its row, empty: a return may have emptied it. */
  private static Dataset<Row> basketsWithMonths(Dataset<Row> orders) {
    return orders
        .groupBy(col(OrderColumns.ORDER_ID))
        .agg(
            min(OrderColumns.ORDERED_AT).as(OrderColumns.ORDERED_AT),
            array_sort(
                    collect_list(
                        when(
                            col(OrderLines.FATE).equalTo(lit(OrderLines.Fate.PLACED.name())),
                            struct(
                                col(OrderColumns.ITEM_ID),
                                col(OrderLines.BUYER),
                                col(OrderColumns.ORDERED_AT),
                                col(OrderLines.GONE_AT)))))
                .as(LINES),
            collect_set(Months.of(OrderColumns.ORDERED_AT)).as(MONTHS));
  }
}

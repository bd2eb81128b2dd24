package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;

import io.basketwise.inputs.OrderColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Net order lines become baskets: one row per order that keeps at least one unit, an item once. */
public final class BuildBaskets {
  /** The basket's items, ascending. */
  public static final String ITEMS = "items";

  private final Lake lake;

  /** Builds in a lake. */
  public BuildBaskets(Lake lake) {
    this.lake = lake;
  }

  /** Writes the baskets and returns how many there are. */
  public long run() {
    Dataset<Row> baskets =
        lake.read(Lake.ORDERS)
            .groupBy(col(OrderColumns.ORDER_ID))
            .agg(
                min(OrderColumns.ORDERED_AT).as(OrderColumns.ORDERED_AT),
                min(PrepareOrders.BUYER).as(PrepareOrders.BUYER),
                sort_array(collect_set(OrderColumns.ITEM_ID)).as(ITEMS));
    lake.replace(Lake.BASKETS, baskets);
    return lake.read(Lake.BASKETS).count();
  }
}

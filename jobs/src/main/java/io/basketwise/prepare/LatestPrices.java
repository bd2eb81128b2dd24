package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.basketwise.inputs.OrderColumns;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The price that was paid last for each item; within an instant that of the last order by id, then
 * the highest. A task holds one line an item. Spark's own max_by over a struct sorts all lines.
 */
final class LatestPrices {
  private static final int ITEM = 0;
  private static final int MICROS = 1;
  private static final int ORDER = 2;
  private static final int PRICE = 3;

  private LatestPrices() {}

  static Map<String, Double> of(Dataset<Row> orders) {
    Dataset<Row> lines =
        orders.select(
            col(OrderColumns.ITEM_ID),
            unix_micros(col(OrderColumns.ORDERED_AT)),
            col(OrderColumns.ORDER_ID),
            col(OrderColumns.UNIT_PRICE));
    Dataset<Row> latest = latest(latest(lines).repartition(col(OrderColumns.ITEM_ID)));
    Map<String, Double> prices = new HashMap<>();
    latest
        .toLocalIterator()
        .forEachRemaining(line -> prices.put(line.getString(ITEM), line.getDouble(PRICE)));
    return prices;
  }

  private static Dataset<Row> latest(Dataset<Row> lines) {
    return lines.mapPartitions(
        (MapPartitionsFunction<Row, Row>) LatestPrices::latest, Encoders.row(lines.schema()));
  }

  private static Iterator<Row> latest(Iterator<Row> lines) {
    BinaryOperator<Row> later =
        BinaryOperator.maxBy(
            Comparator.<Row>comparingLong(line -> line.getLong(MICROS))
                .thenComparing(line -> line.getString(ORDER))
                .thenComparingDouble(line -> line.getDouble(PRICE)));
    Map<String, Row> byItem = new HashMap<>();
    lines.forEachRemaining(line -> byItem.merge(line.getString(ITEM), line, later));
    return byItem.values().iterator();
  }
}

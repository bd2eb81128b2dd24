package io.basketwise.quality;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.when;

import io.basketwise.inputs.CatalogColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Items before and now by their median price.
 *
 * @param itemsNow items of the new rows
 * @param itemsThen items of the rows before
 * @param both items that have a price in both
 * @param far of these, items whose price is another by a factor
 */
record Prices(long itemsNow, long itemsThen, long both, long far) {
  private static final double FACTOR = 3;
  private static final String NOW = "now";
  private static final String THEN = "then";
  private static final String IS = "_is";

  static Prices of(Dataset<Row> now, Dataset<Row> then, String price) {
    Column both = col(NOW).isNotNull().and(col(THEN).isNotNull());
    Column far = abs(log(col(NOW).divide(col(THEN)))).gt(Math.log(FACTOR));
    Row counts =
        medians(now, price, NOW)
            .join(
                medians(then, price, THEN),
                CollectionConverters.asScala(List.of(CatalogColumns.ITEM_ID)).toSeq(),
                "full")
            .agg(count(NOW + IS), count(THEN + IS), count_if(both), count_if(both.and(far)))
            .first();
    return new Prices(counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
  }

  private static Dataset<Row> medians(Dataset<Row> rows, String price, String name) {
    Column positive = when(col(price).gt(0), col(price));
    return rows.groupBy(CatalogColumns.ITEM_ID)
        .agg(
            percentile_approx(positive, lit(0.5), lit(1_000)).as(name),
            count(lit(1)).as(name + IS));
  }

  /** The share of items whose price jumped; NaN where none has a price in both. */
  double jumped() {
    return both == 0 ? Double.NaN : far / (double) both;
  }
}

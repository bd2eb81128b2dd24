package io.basketwise.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;

import io.basketwise.inputs.CatalogColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** A catalog whose exports come one after the other, each on top of those before. */
final class Exports {
  /** Days with rows that tell what is usual. */
  private static final int DAYS = 7;

  private static final int FEWEST_DAYS = 2;
  private static final double MOST_ITEMS = 0.5;
  private static final String NEWEST = "__newest";
  private static final String DAY = "__day";
  private static final String ITEMS = "__items";

  private Exports() {}

  /** Of each item the rows of its newest time. */
  static Dataset<Row> latest(Dataset<Row> catalog) {
    Column updated = col(CatalogColumns.UPDATED_AT);
    return catalog
        .withColumn(NEWEST, max(updated).over(Window.partitionBy(col(CatalogColumns.ITEM_ID))))
        .filter(updated.eqNullSafe(col(NEWEST)))
        .drop(NEWEST);
  }

  /**
   * Items of the fullest day that came as a share of those of a usual day before, which no single
   * wrong clock changes; NaN for want of days, and where these do not usually tell of most items,
   * as in a feed of changes.
   *
   * @param fresh rows that come on top
   * @param before the lake's
   * @param items different items of the lake's rows
   */
  static double share(Dataset<Row> fresh, Dataset<Row> before, long items) {
    List<Long> usual = days(before, DAYS).stream().sorted().toList();
    if (usual.size() < FEWEST_DAYS) {
      return Double.NaN;
    }
    long median = usual.get((usual.size() - 1) / 2);
    return median < MOST_ITEMS * items
        ? Double.NaN
        : days(fresh, DAYS).stream().mapToLong(Long::longValue).max().orElse(0) / (double) median;
  }

  /** The different items of each of the newest days that have rows. */
  private static List<Long> days(Dataset<Row> rows, int days) {
    return rows
        .filter(col(CatalogColumns.UPDATED_AT).isNotNull())
        .groupBy(Days.day(CatalogColumns.UPDATED_AT).as(DAY))
        .agg(countDistinct(CatalogColumns.ITEM_ID).as(ITEMS))
        .orderBy(col(DAY).desc())
        .limit(days)
        .collectAsList()
        .stream()
        .map(row -> row.getLong(1))
        .toList();
  }
}

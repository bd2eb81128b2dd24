package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;

import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.OrderColumns;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The months, in UTC, by which the files of those tables lie apart that every day adds to. A day's
 * rows, and the earlier ones that they change, are of few months; the files of all others stay.
 */
final class Months {
  /** The column that the tables are partitioned by; readers of the lake do not see it. */
  static final String COLUMN = "month";

  private static final Map<String, String> TIMES =
      Map.of(
          Lake.ORDERS, OrderColumns.ORDERED_AT,
          Lake.BASKETS, OrderColumns.ORDERED_AT,
          Lake.EVENTS, ClickColumns.OCCURRED_AT,
          Lake.SESSIONS, PrepareClicks.STARTED_AT);

  private Months() {}

  /** The column whose month a table is partitioned by, if it is. */
  static Optional<String> time(String table) {
    return Optional.ofNullable(TIMES.get(table));
  }

  /** The month of a time, such as 2011-12. */
  static Column of(String time) {
    return date_format(col(time), "yyyy-MM");
  }

  /** Rows with their month, if their table is partitioned. */
  static Dataset<Row> with(String table, Dataset<Row> rows) {
    return time(table).map(time -> rows.withColumn(COLUMN, of(time))).orElse(rows);
  }

  /** The condition that a row is of one of some months. */
  static String among(Collection<String> months) {
    return months.stream().sorted().collect(Collectors.joining("', '", COLUMN + " in ('", "')"));
  }
}

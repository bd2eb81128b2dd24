package io.basketwise.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.inputs.ContractColumn;
import io.basketwise.inputs.OrderColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over the rows of a table tells.
 *
 * @param rows how many there are
 * @param later how many are of a time after now
 * @param newest the time of the newest row but for those
 * @param oldest the time of the oldest row
 * @param nulls rows without a value, by optional column, in the contract's order
 */
record RowFacts(
    long rows,
    long later,
    Optional<Instant> newest,
    Optional<Instant> oldest,
    Map<String, Long> nulls) {
  private static final int FIRST_OPTIONAL = 4;

  /** Looks at all rows; a table without times has none that is later, and no newest. */
  static RowFacts of(Table table, Dataset<Row> rows, Instant now) {
    List<String> optional =
        Contract.of(table).columns().stream()
            .filter(column -> !column.required())
            .map(ContractColumn::name)
            .toList();
    Column at =
        switch (table) {
          case ORDERS -> col(OrderColumns.ORDERED_AT);
          case CLICKS -> col(ClickColumns.OCCURRED_AT);
          case CATALOG, LABELS -> lit(null).cast("timestamp");
        };
    List<Column> asked = new ArrayList<>();
    asked.add(count_if(at.gt(lit(now))));
    asked.add(max(when(at.leq(lit(now)), at)));
    asked.add(min(at));
    optional.forEach(column -> asked.add(count_if(col(column).isNull())));
    Row told = rows.agg(count(lit(1)), asked.toArray(Column[]::new)).first();
    Map<String, Long> nulls = new LinkedHashMap<>();
    for (int i = 0; i < optional.size(); i++) {
      nulls.put(optional.get(i), told.getLong(FIRST_OPTIONAL + i));
    }
    return new RowFacts(
        told.getLong(0),
        told.getLong(1),
        Optional.ofNullable(told.getTimestamp(2)).map(java.util.Date::toInstant),
        Optional.ofNullable(told.getTimestamp(3)).map(java.util.Date::toInstant),
        nulls);
  }

  /** The share of rows of a time after now; NaN without rows. */
  double laterShare() {
    return share(later);
  }

  /** The share of rows without a value; NaN without rows. */
  double nullShare(String column) {
    return share(nulls.getOrDefault(column, 0L));
  }

  private double share(long some) {
    return rows == 0 ? Double.NaN : some / (double) rows;
  }

  /** The day of the newest row, since 1970-01-01 UTC; before all days where there is none. */
  int lastDay() {
    return newest
        .map(time -> Math.toIntExact(LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay()))
        .orElse(Integer.MIN_VALUE);
  }
}

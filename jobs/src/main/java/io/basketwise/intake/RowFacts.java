package io.basketwise.intake;

import static org.apache.spark.sql.functions.col;
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
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over rows of a table tells.
 *
 * @param rows how many there are
 * @param later how many are of a time after now
 * @param newest the time of the newest row but for those
 * @param oldest the time of the oldest row
 * @param nulls rows without a value, by optional column, in the contract's order
 */
public record RowFacts(
    long rows,
    long later,
    Optional<Instant> newest,
    Optional<Instant> oldest,
    Map<String, Long> nulls) {
  /** No rows. */
  public static final RowFacts NONE =
      new RowFacts(0, 0, Optional.empty(), Optional.empty(), Map.of());

  private static final String ROWS = "rows";
  private static final String LATER = "later";
  private static final String NEWEST = "newest";
  private static final String OLDEST = "oldest";
  private static final String NO = "no ";

  /**
   * The aggregates to ask for, which {@code of} reads; a table without times has no row that is
   * later, and no newest.
   *
   * @param among which rows are meant
   */
  public static List<Column> asked(Table table, Column among, Instant now) {
    Column at = time(table);
    List<Column> asked = new ArrayList<>();
    asked.add(count_if(among).as(ROWS));
    asked.add(count_if(among.and(at.gt(lit(now)))).as(LATER));
    asked.add(max(when(among.and(at.leq(lit(now))), at)).as(NEWEST));
    asked.add(min(when(among, at)).as(OLDEST));
    for (String column : optional(table)) {
      asked.add(count_if(among.and(col(column).isNull())).as(NO + column));
    }
    return asked;
  }

  /** The facts of rows, by a query of their own. */
  public static RowFacts of(Table table, Dataset<Row> rows, Instant now) {
    List<Column> asked = asked(table, lit(true), now);
    return of(
        table,
        rows.agg(asked.get(0), asked.subList(1, asked.size()).toArray(Column[]::new)).first());
  }

  /** The facts from a row of the aggregates. */
  public static RowFacts of(Table table, Row told) {
    return of(table, Observed.of(told));
  }

  /** The facts from the aggregates, observed. */
  static RowFacts of(Table table, Observed told) {
    Map<String, Long> nulls = new LinkedHashMap<>();
    optional(table).forEach(column -> nulls.put(column, told.count(NO + column)));
    return new RowFacts(
        told.count(ROWS), told.count(LATER), told.time(NEWEST), told.time(OLDEST), nulls);
  }

  private static List<String> optional(Table table) {
    return Contract.of(table).columns().stream()
        .filter(column -> !column.required())
        .map(ContractColumn::name)
        .toList();
  }

  private static Column time(Table table) {
    return switch (table) {
      case ORDERS -> col(OrderColumns.ORDERED_AT);
      case CLICKS -> col(ClickColumns.OCCURRED_AT);
      case CATALOG, LABELS -> lit(null).cast("timestamp");
    };
  }

  /** What is told of these rows and of others together. */
  public RowFacts plus(RowFacts more) {
    Map<String, Long> sums = new LinkedHashMap<>(nulls);
    more.nulls.forEach((column, count) -> sums.merge(column, count, Long::sum));
    return new RowFacts(
        rows + more.rows,
        later + more.later,
        either(newest, more.newest, BinaryOperator.maxBy(Instant::compareTo)),
        either(oldest, more.oldest, BinaryOperator.minBy(Instant::compareTo)),
        sums);
  }

  private static Optional<Instant> either(
      Optional<Instant> one, Optional<Instant> other, BinaryOperator<Instant> choice) {
    return Stream.concat(one.stream(), other.stream()).reduce(choice);
  }

  /** The share of rows of a time after now; NaN without rows. */
  public double laterShare() {
    return share(later);
  }

  /** The share of rows without a value; NaN without rows. */
  public double nullShare(String column) {
    return share(nulls.getOrDefault(column, 0L));
  }

  private double share(long some) {
    return rows == 0 ? Double.NaN : some / (double) rows;
  }

  /** The day of the newest row, since 1970-01-01 UTC; before all days where there is none. */
  public int lastDay() {
    return newest
        .map(time -> Math.toIntExact(LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay()))
        .orElse(Integer.MIN_VALUE);
  }
}

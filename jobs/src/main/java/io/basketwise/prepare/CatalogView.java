package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.every;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import io.basketwise.inputs.CatalogColumns;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The catalog as of a day: of each item the latest row from before the day or from its first hours
 * ({@link TimeWindow#catalogHours}), in which the catalog of its night is written.
 *
 * <p>Where there are only later rows, as of a catalog that is written anew in the morning, the
 * first ones of their first day stand in. If that is a day after the as-of date they tell what the
 * items are that were bought by then, which has no date of its own, and not what they cost and
 * whether they were to be had.
 */
final class CatalogView {
  /** What a row says of its time alone. */
  private static final List<String> DATED =
      List.of(
          CatalogColumns.PRICE,
          CatalogColumns.UNIT_COST,
          CatalogColumns.STOCK,
          CatalogColumns.STATUS,
          CatalogColumns.UPDATED_AT);

  private static final String RANK = "__rank";
  private static final String LATER = "later";
  private static final String UNSEEN = "unseen";

  /**
   * Where the catalog's rows are.
   *
   * @param items all items that it has
   * @param seen of these, items that the day sees
   * @param unseen rows that are later than what the day sees
   */
  record Counts(long items, long seen, long unseen) {}

  private final Dataset<Row> catalog;
  private final Dataset<Row> orders;
  private final boolean late;
  private final Instant until;
  private final boolean hindsight;

  /**
   * A catalog as of a day.
   *
   * @param catalog all rows of it
   * @param orders what was bought before
   * @param window ends at the day
   */
  CatalogView(Dataset<Row> catalog, Dataset<Row> orders, TimeWindow window) {
    this.catalog = catalog;
    this.orders = orders;
    Instant written = window.catalogWritten();
    Optional<Instant> later = first(catalog).filter(first -> !first.isBefore(written));
    this.late = later.isPresent();
    this.until = later.map(CatalogView::dayOver).orElse(written);
    this.hindsight = late && until.isAfter(dayOver(TimeWindow.midnight(window.asOf())));
  }

  /** The time of the first row; empty where a row always holds. */
  private static Optional<Instant> first(Dataset<Row> catalog) {
    Column updated = col(CatalogColumns.UPDATED_AT);
    Row told = catalog.agg(min(updated), count_if(updated.isNull())).first();
    return told.isNullAt(0) || told.getLong(1) > 0
        ? Optional.empty()
        : Optional.of(told.getTimestamp(0).toInstant());
  }

  private static Instant dayOver(Instant time) {
    return TimeWindow.midnight(time.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1));
  }

  /** What the day sees: one row an item. */
  Dataset<Row> rows() {
    Dataset<Row> nearest = nearest();
    return hindsight ? described(nearest) : nearest;
  }

  /** Whether all rows were written after the as-of date. */
  boolean isHindsight() {
    return hindsight;
  }

  /** How much of it the day sees. */
  Counts counts() {
    Row told =
        catalog
            .groupBy(CatalogColumns.ITEM_ID)
            .agg(count_if(isFrom(until)).as(LATER), every(isFrom(until)).as(UNSEEN))
            .agg(count(lit(1)), count_if(col(UNSEEN)), sum(LATER))
            .first();
    long items = told.getLong(0);
    if (items == 0) {
      return new Counts(0, 0, 0);
    }
    long nearest = items - told.getLong(1);
    long seen = hindsight ? rows().count() : nearest;
    return new Counts(items, seen, told.getLong(2) + nearest - seen);
  }

  private Dataset<Row> nearest() {
    Column updated = col(CatalogColumns.UPDATED_AT);
    List<Column> nearestFirst = new ArrayList<>();
    nearestFirst.add(late ? updated.asc() : updated.desc_nulls_last());
    for (String column : catalog.columns()) {
      nearestFirst.add(col(column));
    }
    return catalog
        .filter(not(isFrom(until)))
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(col(CatalogColumns.ITEM_ID))
                        .orderBy(nearestFirst.toArray(Column[]::new))))
        .filter(col(RANK).equalTo(1))
        .drop(RANK);
  }

  private Dataset<Row> described(Dataset<Row> nearest) {
    Dataset<Row> described =
        Joins.having(nearest, orders.select(CatalogColumns.ITEM_ID).distinct());
    for (String dated : DATED) {
      described =
          described.withColumn(dated, lit(null).cast(catalog.schema().apply(dated).dataType()));
    }
    return described;
  }

  private static Column isFrom(Instant time) {
    Column updated = col(CatalogColumns.UPDATED_AT);
    return updated.isNotNull().and(updated.geq(lit(time)));
  }
}

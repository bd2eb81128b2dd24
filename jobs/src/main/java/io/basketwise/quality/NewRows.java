package io.basketwise.quality;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.inputs.ContractColumn;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import io.basketwise.intake.RowFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A batch's good rows, and what one query tells of them: rows by day and time of day, copies, and
 * items that the catalog does not have. On the driver: one row a slot of each day.
 *
 * @param rows all of them
 * @param facts what was found while they were staged
 * @param days rows of a known time that the lake does not have, by day and slot
 * @param unlike rows that differ from each other and from the lake's in what every row must have
 * @param ofItems rows that name an item
 * @param ofUnknown of these, rows whose item is not in the catalog; 0 without a catalog
 */
record NewRows(
    Dataset<Row> rows, RowFacts facts, Days days, long unlike, long ofItems, long ofUnknown) {
  private static final String KEY = "key";
  private static final String DAY = "day";
  private static final String SLOT = "slot";
  private static final String ROWS = "rows";
  private static final String OF_ITEMS = "of_items";
  private static final String OF_UNKNOWN = "of_unknown";
  private static final String HELD = "held";
  private static final String LISTED = "__listed";

  /**
   * Looks at a batch of rows that have a time and may have an item.
   *
   * @param staying the lake's rows that come on top of these
   * @param now rows after this instant are of no day
   */
  static NewRows of(
      Table table,
      Batch batch,
      String at,
      Optional<Dataset<Row>> staying,
      Optional<Dataset<Row>> catalog,
      Instant now) {
    Dataset<Row> rows = InputTable.good(batch.rows());
    Column[] keys = keys(table, at, now);
    Dataset<Row> fresh = counted(rows, keys, catalog);
    List<Row> slots =
        staying
            .map(before -> fresh.union(held(since(before, batch.facts(), at), keys)))
            .orElse(fresh)
            .groupBy(KEY, DAY, SLOT)
            .agg(
                sum(ROWS).as(ROWS),
                sum(OF_ITEMS).as(OF_ITEMS),
                sum(OF_UNKNOWN).as(OF_UNKNOWN),
                bool_or(col(HELD)).as(HELD))
            .filter(col(ROWS).gt(0))
            .groupBy(DAY, SLOT)
            .agg(
                sum(when(col(HELD), 0L).otherwise(col(ROWS))),
                count_if(not(col(HELD))),
                sum(OF_ITEMS),
                sum(OF_UNKNOWN))
            .collectAsList();
    return of(rows, batch.facts(), slots);
  }

  /**
   * What every row must have, as 64 bits, with its day and slot. Of a hundred million rows two that
   * differ have the same bits once in 4,000 batches, and are then one copy too many.
   */
  private static Column[] keys(Table table, String at, Instant now) {
    Column known = col(at).leq(lit(now));
    return new Column[] {
      key(table), when(known, Days.day(at)).as(DAY), when(known, Days.slot(at)).as(SLOT)
    };
  }

  private static Column key(Table table) {
    Column[] required =
        Contract.of(table).columns().stream()
            .filter(ContractColumn::required)
            .map(column -> col(column.name()))
            .toArray(Column[]::new);
    return xxhash64(required).as(KEY);
  }

  /** How many rows up to a time differ from each other in what every row must have. */
  static long unlike(Table table, Dataset<Row> rows, String at, Instant until) {
    return rows.filter(col(at).leq(lit(until))).select(key(table)).distinct().count();
  }

  private static NewRows of(Dataset<Row> rows, RowFacts facts, List<Row> slots) {
    Days days = new Days();
    long unlike = 0;
    long ofItems = 0;
    long ofUnknown = 0;
    for (Row slot : slots) {
      if (!slot.isNullAt(0)) {
        days.add(slot.getInt(0), slot.getInt(1), slot.getLong(2));
      }
      unlike += slot.getLong(3);
      ofItems += slot.getLong(4);
      ofUnknown += slot.getLong(5);
    }
    return new NewRows(rows, facts, days, unlike, ofItems, ofUnknown);
  }

  private static Dataset<Row> counted(
      Dataset<Row> rows, Column[] keys, Optional<Dataset<Row>> catalog) {
    String item = CatalogColumns.ITEM_ID;
    Column unlisted = catalog.map(items -> col(LISTED).isNull()).orElse(lit(false));
    return catalog
        .map(
            items ->
                rows.join(
                    items.select(item).distinct().withColumn(LISTED, lit(true)),
                    CollectionConverters.asScala(List.of(item)).toSeq(),
                    "left"))
        .orElse(rows)
        .select(
            with(
                keys,
                lit(1L).as(ROWS),
                when(col(item).isNotNull(), 1L).otherwise(0L).as(OF_ITEMS),
                when(col(item).isNotNull().and(unlisted), 1L).otherwise(0L).as(OF_UNKNOWN),
                lit(false).as(HELD)));
  }

  private static Dataset<Row> held(Dataset<Row> rows, Column[] keys) {
    return rows.select(
        with(
            keys,
            lit(0L).as(ROWS),
            lit(0L).as(OF_ITEMS),
            lit(0L).as(OF_UNKNOWN),
            lit(true).as(HELD)));
  }

  private static Column[] with(Column[] keys, Column... more) {
    return Stream.concat(Stream.of(keys), Stream.of(more)).toArray(Column[]::new);
  }

  private static Dataset<Row> since(Dataset<Row> before, RowFacts facts, String at) {
    return facts.oldest().map(oldest -> before.filter(col(at).geq(lit(oldest)))).orElse(before);
  }

  /** The share of rows that the lake has, or that come twice. */
  double duplicates() {
    return (facts.rows() - unlike) / (double) facts.rows();
  }

  /** The share of rows with an item whose item the catalog does not have; 0 without such rows. */
  double unknown() {
    return ofItems == 0 ? 0 : ofUnknown / (double) ofItems;
  }
}

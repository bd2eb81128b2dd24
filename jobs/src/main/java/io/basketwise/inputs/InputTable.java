package io.basketwise.inputs;

import io.basketwise.config.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input table in the contract's form. Its rows are all rows of the source, so that one scan
 * counts them all: used ones (neither filtered nor bad), filtered ones and bad ones.
 *
 * @param rows every contract column in the contract's order, a column that the source lacks as
 *     typed nulls (or the contract's default), then {@link #FILTERED}, {@link #RULE}, {@link #RAW}
 * @param missing the optional contract columns that the source lacks
 * @param lastOrderedAt for orders: no row is later than this; empty where the files do not tell
 */
public record InputTable(
    Table table, Dataset<Row> rows, List<String> missing, Optional<Instant> lastOrderedAt) {
  /** Boolean, never null: the configured {@code where} drops this row. */
  public static final String FILTERED = "__filtered";

  /** Name of the first rule that the row breaks; null in a good row and in a filtered one. */
  public static final String RULE = "__rule";

  /** JSON of the source's columns that the mapping reads; null but in a bad row. */
  public static final String RAW = "__raw";

  public InputTable {
    missing = List.copyOf(missing);
  }

  /** The rows to work on, with the contract's columns alone. */
  public Dataset<Row> good() {
    return rows.where("not " + FILTERED + " and " + RULE + " is null").drop(FILTERED, RULE, RAW);
  }
}

package io.basketwise.inputs;

import io.basketwise.config.InputConfig;
import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Checks the inputs by their files and schemas. Parquet footers are read without Spark; only a
 * Delta table starts it.
 */
public final class FooterCheck {
  private final Supplier<SparkSession> spark;

  /**
   * A check.
   *
   * @param spark asked for a session at the first Delta table, never otherwise
   */
  public FooterCheck(Supplier<SparkSession> spark) {
    this.spark = spark;
  }

  /** Every configured table in the order of {@link Table}; the first broken one is refused. */
  public List<TableCheck> check(ShopConfig config) {
    List<TableCheck> checks = new ArrayList<>();
    for (Table table : Table.values()) {
      InputConfig input = config.inputs().get(table);
      if (input != null) {
        checks.add(
            input.format() == Format.DELTA
                ? delta(config, table, input)
                : parquet(config, table, input));
      }
    }
    return List.copyOf(checks);
  }

  private static TableCheck parquet(ShopConfig config, Table table, InputConfig input) {
    ParquetSource source = ParquetSource.read(config, table, input);
    Mapping mapping = Mapping.of(table, input, source.schema());
    return new TableCheck(
        table,
        input.path(),
        input.format(),
        source.files().size(),
        source.rows(),
        source.bytes(),
        source.bounds(mapping, OrderColumns.ORDERED_AT),
        mapping.columns(),
        mapping.missing());
  }

  private TableCheck delta(ShopConfig config, Table table, InputConfig input) {
    Dataset<Row> source = new InputReader(spark.get()).delta(config, table, input);
    Mapping mapping = Mapping.of(table, input, source.schema());
    String location = input.path().qualified();
    Row detail =
        spark.get().sql("describe detail delta.`" + location.replace("`", "``") + "`").first();
    return new TableCheck(
        table,
        input.path(),
        input.format(),
        detail.<Long>getAs("numFiles"),
        source.count(),
        detail.<Long>getAs("sizeInBytes"),
        Optional.empty(),
        mapping.columns(),
        mapping.missing());
  }
}

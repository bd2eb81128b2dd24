package io.basketwise.prepare;

import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The Delta tables of a shop's runs. */
public final class Lake {
  /** Net order lines. */
  public static final String ORDERS = "orders";

  /** One row per order, an item once. */
  public static final String BASKETS = "baskets";

  /** Events with their session. */
  public static final String EVENTS = "events";

  /** One row per session. */
  public static final String SESSIONS = "sessions";

  /** One row per item. */
  public static final String CATALOG = "catalog";

  /** The intent of sessions of which somebody knows it. */
  public static final String LABELS = "labels";

  /** Rows that broke a rule, with the rule and the raw values. */
  public static final String QUARANTINE = "quarantine";

  private static final Set<String> TABLES =
      Set.of(ORDERS, BASKETS, EVENTS, SESSIONS, CATALOG, LABELS, QUARANTINE);

  private final SparkSession spark;
  private final Path root;

  /** The lake below a folder; tables are created when first written. */
  public Lake(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  /** Replaces a table's rows and schema as one Delta commit. */
  public void replace(String table, Dataset<Row> rows) {
    rows.write()
        .format("delta")
        .mode(SaveMode.Overwrite)
        .option("overwriteSchema", "true")
        .save(path(table));
  }

  /** The table's latest rows. */
  public Dataset<Row> read(String table) {
    return spark.read().format("delta").load(path(table));
  }

  /** Where a table lies. */
  public String path(String table) {
    if (!TABLES.contains(table)) {
      throw new IllegalArgumentException("The lake has no table " + table);
    }
    return root.resolve(table).toString();
  }
}

package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.InputTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** The catalog: of several rows of one item the latest stays. */
public final class PrepareCatalog {
  private static final String ORDER = "__order";
  private static final String ROWS = "rows";

  private final Lake lake;

  /** Prepares into a lake. */
  public PrepareCatalog(Lake lake) {
    this.lake = lake;
  }

  /** Writes one row an item, as known before the as-of date, and accounts for every row read. */
  public RowAccount run(InputTable catalog, TimeWindow window) {
    Column updated = col(CatalogColumns.UPDATED_AT);
    Sifted sifted = Sifted.of(catalog, updated.geq(lit(TimeWindow.midnight(window.asOf()))));
    List<Column> latestFirst = new ArrayList<>();
    latestFirst.add(updated.desc_nulls_last());
    for (String column : sifted.candidates().columns()) {
      latestFirst.add(col(column));
    }
    Observation all = new Observation("catalog rows");
    Dataset<Row> latest =
        sifted
            .candidates()
            .observe(all, count(lit(1)).as(ROWS))
            .withColumn(
                ORDER,
                functions
                    .row_number()
                    .over(
                        Window.partitionBy(col(CatalogColumns.ITEM_ID))
                            .orderBy(latestFirst.toArray(Column[]::new))))
            .filter(col(ORDER).equalTo(1))
            .drop(ORDER);
    lake.replace(Lake.CATALOG, latest);
    long used = lake.read(Lake.CATALOG).count();
    long candidates = Observed.count(all, ROWS);
    return sifted.account(Table.CATALOG, used, 0, candidates - used, 0);
  }
}

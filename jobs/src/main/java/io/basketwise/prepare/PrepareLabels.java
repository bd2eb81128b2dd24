package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.LabelColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Intent labels: of several for one session the first by name stays. */
public final class PrepareLabels {
  private static final String ROWS = "rows";

  private final Lake lake;

  /** Prepares into a lake. */
  public PrepareLabels(Lake lake) {
    this.lake = lake;
  }

  /** Writes one row a session and accounts for every row read; labels have no time of their own. */
  public RowAccount run(InputTable labels) {
    Sifted sifted = Sifted.of(labels, lit(false));
    Observation all = new Observation("label rows");
    Dataset<Row> one =
        sifted
            .candidates()
            .observe(all, count(lit(1)).as(ROWS))
            .groupBy(col(LabelColumns.SESSION_ID))
            .agg(min(LabelColumns.INTENT).as(LabelColumns.INTENT));
    lake.replace(Lake.LABELS, one);
    long used = lake.read(Lake.LABELS).count();
    return sifted.account(Table.LABELS, used, 0, Observed.count(all, ROWS) - used, 0);
  }
}

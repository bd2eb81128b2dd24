package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Keeps every row that broke a rule, with the rule, the raw values, and whose it is as far as the
 * column mapping tells, so that a person's rows can be found.
 */
public final class WriteQuarantine {
  /** JSON of the source's columns that the mapping reads. */
  public static final String RAW = "raw";

  private static final String TABLE = "table";
  private static final String BATCH = "batch";

  private final Lake lake;

  /** Writes into a lake. */
  public WriteQuarantine(Lake lake) {
    this.lake = lake;
  }

  /** Keeps a batch's broken rows; a batch that is brought in again leaves them once. */
  public void run(Table table, Batch batch) {
    String condition =
        String.format(
            Locale.ROOT,
            "`%s` = '%s' and `%s` >= %d",
            TABLE,
            table.key(),
            BATCH,
            batch.whole() ? 0 : batch.number());
    if (batch.counts().quarantined() == 0) {
      lake.removeWhere(Lake.QUARANTINE, condition);
      return;
    }
    Dataset<Row> broken =
        batch
            .rows()
            .filter(not(col(InputTable.FILTERED)).and(col(InputTable.RULE).isNotNull()))
            .select(
                lit(table.key()).as(TABLE),
                lit(batch.number()).as(BATCH),
                col(InputTable.RULE).as("rule"),
                col(InputTable.RAW).as(RAW),
                known(batch.rows(), ClickColumns.CUSTOMER_ID),
                known(batch.rows(), ClickColumns.VISITOR_ID),
                known(batch.rows(), ClickColumns.SESSION_ID));
    lake.replaceWhere(Lake.QUARANTINE, broken, condition);
  }

  /** A text column, null in rows that have none. */
  public static Column known(Dataset<Row> rows, String column) {
    boolean there = List.of(rows.columns()).contains(column);
    return (there ? col(column) : lit(null).cast(DataTypes.StringType)).as(column);
  }
}

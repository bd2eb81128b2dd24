package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps every row that broke a rule, with the rule and the raw values. */
public final class WriteQuarantine {
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
                col(InputTable.RAW).as("raw"));
    lake.replaceWhere(Lake.QUARANTINE, broken, condition);
  }
}

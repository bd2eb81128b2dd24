package io.basketwise.prepare;

import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings a table up to date that keeps every good row as it is, because a view chooses among them
 * by its as-of date: the catalog and the intent labels.
 */
public final class PrepareAsIs {
  private final Lake lake;
  private final String table;

  /** Prepares a table of a lake. */
  public PrepareAsIs(Lake lake, String table) {
    this.lake = lake;
    this.table = table;
  }

  /** Brings a batch in; returns that it changed nothing of what was there. */
  public MadeAgain run(Batch batch) {
    Dataset<Row> rows = InputTable.good(batch.rows());
    if (batch.whole()) {
      lake.replace(table, rows, batch.number());
    } else {
      lake.append(table, rows, batch.number());
    }
    return MadeAgain.NOTHING;
  }
}

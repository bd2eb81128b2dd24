package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** The latest batch of every table that has rows here; unknown until it is asked for. */
  private Optional<Map<String, Long>> latest = Optional.empty();

  /** Writes into a lake; nobody else may while this is in use. */
  public WriteQuarantine(Lake lake) {
    this.lake = lake;
  }

  /** Keeps a batch's broken rows; a batch that is brought in again leaves them once. */
  public void run(Table table, Batch batch) {
    long from = batch.whole() ? 0 : batch.number();
    boolean again = latest().getOrDefault(table.key(), -1L) >= from;
    String condition =
        String.format(Locale.ROOT, "`%s` = '%s' and `%s` >= %d", TABLE, table.key(), BATCH, from);
    if (batch.counts().quarantined() > 0) {
      if (again) {
        lake.replaceWhere(Lake.QUARANTINE, broken(table, batch), condition);
      } else {
        lake.add(Lake.QUARANTINE, broken(table, batch));
      }
      latest().put(table.key(), batch.number());
    } else if (again) {
      lake.removeWhere(Lake.QUARANTINE, condition);
      latest = Optional.empty();
    }
  }

  /** Looked up once: a condition that no row satisfies costs Delta as much as one that some do. */
  private Map<String, Long> latest() {
    if (latest.isEmpty()) {
      Map<String, Long> found = new HashMap<>();
      if (lake.exists(Lake.QUARANTINE)) {
        lake.read(Lake.QUARANTINE)
            .groupBy(TABLE)
            .agg(max(BATCH))
            .collectAsList()
            .forEach(row -> found.put(row.getString(0), row.getLong(1)));
      }
      latest = Optional.of(found);
    }
    return latest.get();
  }

  private static Dataset<Row> broken(Table table, Batch batch) {
    return batch
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
  }

  /** A text column, null in rows that have none. */
  public static Column known(Dataset<Row> rows, String column) {
    boolean there = List.of(rows.columns()).contains(column);
    return (there ? col(column) : lit(null).cast(DataTypes.StringType)).as(column);
  }
}

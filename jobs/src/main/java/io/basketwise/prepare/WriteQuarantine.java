package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.inputs.InputTable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps every row that broke a rule, with the rule and the raw values. */
public final class WriteQuarantine {
  private final Lake lake;

  /** Writes into a lake. */
  public WriteQuarantine(Lake lake) {
    this.lake = lake;
  }

  /** Replaces the quarantine table; a table that the accounts call clean is not read again. */
  public long run(List<InputTable> tables, List<RowAccount> accounts) {
    Dataset<Row> all =
        IntStream.range(0, tables.size())
            .mapToObj(i -> broken(tables.get(i), accounts.get(i).quarantined() > 0))
            .reduce(Dataset::union)
            .orElseThrow(() -> new IllegalArgumentException("No tables"));
    lake.replace(Lake.QUARANTINE, all);
    return accounts.stream().mapToLong(RowAccount::quarantined).sum();
  }

  private static Dataset<Row> broken(InputTable table, boolean any) {
    return table
        .rows()
        .filter(
            any ? not(col(InputTable.FILTERED)).and(col(InputTable.RULE).isNotNull()) : lit(false))
        .select(
            lit(table.table().key()).as("table"),
            col(InputTable.RULE).as("rule"),
            col(InputTable.RAW).as("raw"));
  }
}

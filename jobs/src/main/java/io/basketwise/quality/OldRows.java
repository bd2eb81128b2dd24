package io.basketwise.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.basketwise.config.Table;
import io.basketwise.intake.RowFacts;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lake's rows of a table, and what one query tells of them. On the driver: one row a slot of
 * each day that is asked for.
 *
 * @param rows all of them
 * @param facts what those that were asked for are like
 * @param days rows by day and slot, of the days that were asked for
 */
record OldRows(Dataset<Row> rows, RowFacts facts, Days days) {
  private static final String DAY = "day";
  private static final String SLOT = "slot";

  /** Looks at a table of which the days do not matter. */
  static OldRows of(Table table, Dataset<Row> rows, Instant now) {
    return new OldRows(rows, RowFacts.of(table, rows, now), new Days());
  }

  /**
   * Looks at what a table has since a day, so that a night's cost does not grow with its past.
   *
   * @param from the day
   * @param now rows after this instant are of no day
   */
  static OldRows of(Table table, Dataset<Row> rows, String at, int from, Instant now) {
    Column counts = col(at).leq(lit(now));
    List<Column> asked = RowFacts.asked(table, lit(true), now);
    RowFacts facts = RowFacts.NONE;
    Days days = new Days();
    for (Row told :
        rows.filter(col(at).geq(lit(Days.start(from))))
            .groupBy(when(counts, Days.day(at)).as(DAY), when(counts, Days.slot(at)).as(SLOT))
            .agg(asked.get(0), asked.subList(1, asked.size()).toArray(Column[]::new))
            .collectAsList()) {
      RowFacts some = RowFacts.of(table, told);
      facts = facts.plus(some);
      if (!told.isNullAt(0)) {
        days.add(told.getInt(0), told.getInt(1), some.rows());
      }
    }
    return new OldRows(rows, facts, days);
  }
}

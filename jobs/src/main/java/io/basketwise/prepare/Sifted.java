package io.basketwise.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/**
 * An input's rows with the filtered and the broken ones sifted out. They are counted while the
 * candidates stream by, so that the counts cost no pass of their own; they are known once the
 * candidates have been written.
 */
final class Sifted {
  private static final String READ = "read";
  private static final String WHERE = "where";
  private static final String BROKEN = "broken";
  private static final String OUTSIDE = "outside";

  private final Observation counts;
  private final Dataset<Row> candidates;

  private Sifted(Observation counts, Dataset<Row> candidates) {
    this.counts = counts;
    this.candidates = candidates;
  }

  /** Sifts; a row outside the window is filtered, unless it is broken. */
  static Sifted of(InputTable input, Column outsideWindow) {
    Column dropped = col(InputTable.FILTERED);
    Column broken = not(dropped).and(col(InputTable.RULE).isNotNull());
    Column outside =
        not(dropped).and(col(InputTable.RULE).isNull()).and(coalesce(outsideWindow, lit(false)));
    Observation counts = new Observation(input.table().key());
    Dataset<Row> candidates =
        input
            .rows()
            .observe(
                counts,
                count(lit(1)).as(READ),
                count_if(dropped).as(WHERE),
                count_if(broken).as(BROKEN),
                count_if(outside).as(OUTSIDE))
            .filter(not(dropped).and(not(broken)).and(not(outside)))
            .drop(InputTable.FILTERED, InputTable.RULE, InputTable.RAW);
    return new Sifted(counts, candidates);
  }

  Dataset<Row> candidates() {
    return candidates;
  }

  RowAccount account(Table table, long used, long netted, long duplicate, long unmatchedReturns) {
    long outside = Observed.count(counts, OUTSIDE);
    return new RowAccount(
        table,
        Observed.count(counts, READ),
        used,
        netted,
        duplicate,
        Observed.count(counts, WHERE) + outside,
        Observed.count(counts, BROKEN),
        unmatchedReturns,
        outside);
  }
}

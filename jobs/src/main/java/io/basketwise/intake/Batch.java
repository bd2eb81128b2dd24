package io.basketwise.intake;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of an input that the lake does not have yet, staged on disk: they are looked at several
 * times and read from the source once.
 *
 * @param rows in the contract's form, as {@link io.basketwise.inputs.InputTable} describes them
 * @param counts what is among them
 * @param facts what its good rows are like
 * @param whole whether they replace what the lake has, or come on top
 * @param before the ledger that holds until they are in; empty where there is none
 * @param after the ledger that holds once they are in
 */
public record Batch(
    Dataset<Row> rows,
    Ledger.Counts counts,
    RowFacts facts,
    boolean whole,
    Optional<Ledger> before,
    Ledger after) {
  /** The number of the commits that bring these rows into the lake. */
  public long number() {
    return after.batch();
  }
}

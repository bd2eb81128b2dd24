package io.basketwise.prepare;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Names rows that are all different, in whatever order: other rows have another name. */
public final class RowsDigest {
  private RowsDigest() {}

  /** Their number, and two hashes of 64 bits. */
  public static String of(Dataset<Row> rows) {
    // As text, because a hash of values leaves out which column a null was in.
    Column row = to_json(struct(col("*")));
    Row told =
        rows.select(xxhash64(row).as("one"), xxhash64(lit(1), row).as("other"))
            .agg(count(lit(1)), bit_xor(col("one")), bit_xor(col("other")))
            .first();
    return String.format(
        Locale.ROOT, "%d-%016x-%016x", told.getLong(0), bits(told, 1), bits(told, 2));
  }

  private static long bits(Row told, int column) {
    return told.isNullAt(column) ? 0 : told.getLong(column);
  }
}

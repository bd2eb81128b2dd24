package io.basketwise.prepare;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Joins that keep or drop rows by keys of others; every column of the keys is compared. */
public final class Joins {
  private Joins() {}

  /** The rows whose key is among the keys. */
  public static Dataset<Row> having(Dataset<Row> rows, Dataset<Row> keys) {
    return join(rows, keys, "left_semi");
  }

  /** The rows whose key is not among the keys. */
  public static Dataset<Row> lacking(Dataset<Row> rows, Dataset<Row> keys) {
    return join(rows, keys, "left_anti");
  }

  /** The rows whose key is not among the keys; null is null's equal. */
  static Dataset<Row> lackingNullSafe(Dataset<Row> rows, Dataset<Row> keys) {
    Column equal =
        Stream.of(keys.columns())
            .map(column -> rows.col(column).eqNullSafe(keys.col(column)))
            .reduce(Column::and)
            .orElseThrow();
    return rows.join(keys, equal, "left_anti");
  }

  private static Dataset<Row> join(Dataset<Row> rows, Dataset<Row> keys, String type) {
    return rows.join(keys, CollectionConverters.asScala(List.of(keys.columns())).toSeq(), type);
  }
}

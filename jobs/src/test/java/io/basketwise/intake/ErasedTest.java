package io.basketwise.intake;

import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Table;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.inputs.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedTest {
  private static final int PEOPLE = 5_000;
  private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
  private static final Erased NOBODY = Erased.nobody("salt");
  private static final StructType ORDERS =
      new StructType()
          .add(OrderColumns.CUSTOMER_ID, DataTypes.StringType)
          .add(OrderColumns.ORDERED_AT, DataTypes.TimestampType)
          .add(OrderColumns.SESSION_ID, DataTypes.StringType)
          .add(OrderColumns.ORDER_ID, DataTypes.StringType);

  /** A shop of some years has thousands of erasures, each at a time of its own. */
  @Test
  void thousandsOfErasuresLeaveEachPersonsRowsOutUpToTheirOwn(@TempDir Path folder)
      throws IOException {
    Map<String, Instant> until = new HashMap<>();
    for (int person = 0; person < PEOPLE; person++) {
      until.put(NOBODY.customerHash("c" + person), FIRST.plusSeconds(person));
    }
    Erased erased = new Erased("salt", until);
    Path file = Files.writeString(folder.resolve("shop.yaml"), "inputs: { orders: { path: o } }\n");
    try (SparkSession spark =
        SparkSessions.start(ConfigLoader.load(file, Map.of("spark.master", "local[2]")))) {
      // Of each person a row at the time of the erasure and one a second later, and one of no time.
      List<Row> rows = new ArrayList<>();
      for (int person = 0; person <= PEOPLE; person++) {
        for (int second = 0; second < 2; second++) {
          Instant at = FIRST.plusSeconds(person + second);
          rows.add(RowFactory.create("c" + person, Timestamp.from(at), null, "o" + person));
        }
      }
      rows.add(RowFactory.create("c1", null, null, "timeless"));
      rows.add(RowFactory.create(null, Timestamp.from(FIRST), null, "a guest's"));
      Dataset<Row> left = spark.createDataFrame(rows, ORDERS).filter(not(erased.has(Table.ORDERS)));
      assertThat(left.count()).isEqualTo(PEOPLE + 2 + 1);
      assertThat(left.filter("customer_id = 'c" + PEOPLE + "'").count())
          .as("rows of somebody who was not erased")
          .isEqualTo(2);
      assertThat(left.filter("customer_id = 'c7'").first().getTimestamp(1))
          .as("what came after the erasure")
          .isEqualTo(Timestamp.from(FIRST.plusSeconds(8)));
    }
  }
}

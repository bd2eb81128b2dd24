package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Ledger;
import io.basketwise.intake.RowFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken rows stay for as long as the rows that they arrived with. */
class WriteQuarantineTest {
  private static final StructType SCHEMA =
      new StructType()
          .add(InputTable.FILTERED, DataTypes.BooleanType)
          .add(InputTable.RULE, DataTypes.StringType)
          .add(InputTable.RAW, DataTypes.StringType);

  @TempDir private static Path folder;
  private static LocalLake local;

  @BeforeAll
  static void start() throws IOException {
    local = LocalLake.in(folder);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private static Batch batch(long number, boolean whole, String... broken) {
    List<Row> rows =
        Arrays.stream(broken).map(raw -> RowFactory.create(false, "item_id", raw)).toList();
    Ledger.Counts counts = new Ledger.Counts(10, 0, broken.length);
    Ledger after =
        new Ledger(
            number,
            "",
            Map.of(),
            OptionalLong.empty(),
            counts,
            Optional.empty(),
            List.of(),
            Optional.empty());
    return new Batch(
        local.spark().createDataFrame(rows, SCHEMA),
        counts,
        RowFacts.NONE,
        whole,
        Optional.empty(),
        after);
  }

  @Test
  void rulesAreCountedByTableTheMostFrequentFirst() {
    Batch batch = batch(90, false, "x", "y");
    bring(Table.LABELS, batch, true);
    assertThat(new WriteQuarantine(local.lake()).rules(Table.LABELS, batch))
        .containsExactly(new BrokenRule(Table.LABELS, "item_id", 2));
    assertThat(WriteQuarantine.rules(local.lake(), Map.of(Table.LABELS, batch.after())))
        .as("as the lake has them")
        .containsExactly(new BrokenRule(Table.LABELS, "item_id", 2));
    assertThat(WriteQuarantine.rules(local.lake(), Map.of())).isEmpty();
  }

  @Test
  void vacuumingSaysNothingOnStandardOutput() {
    bring(Table.LABELS, batch(91, false, "x"), true);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    scala.Console.withOut(
        said,
        () -> {
          local.lake().forgetPast(Lake.QUARANTINE);
          return "";
        });
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static List<String> kept(Table table) {
    Dataset<Row> rows = local.lake().read(Lake.QUARANTINE);
    return rows.filter(rows.col("table").equalTo(table.key()))
        .select(WriteQuarantine.RAW)
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static void bring(Table table, Batch batch, boolean accepted) {
    WriteQuarantine quarantine = new WriteQuarantine(local.lake());
    quarantine.run(table, batch);
    if (accepted) {
      quarantine.accepted(table, batch);
    }
  }

  @Test
  void onlyARereadingThatPassesTheChecksRemovesOlderRows() {
    bring(Table.CLICKS, batch(1, false, "click"), true);
    bring(Table.ORDERS, batch(1, false, "a"), true);
    bring(Table.ORDERS, batch(2, false, "b"), true);
    Batch whole = batch(3, true, "c");
    bring(Table.ORDERS, whole, false);
    assertThat(kept(Table.ORDERS)).containsExactlyInAnyOrder("a", "b", "c");
    bring(Table.ORDERS, batch(3, true, "c", "d"), false);
    assertThat(kept(Table.ORDERS)).as("again").containsExactlyInAnyOrder("a", "b", "c", "d");
    bring(Table.ORDERS, whole, true);
    assertThat(kept(Table.ORDERS)).containsExactly("c");
    bring(Table.ORDERS, batch(4, true), true);
    assertThat(kept(Table.ORDERS)).isEmpty();
    assertThat(kept(Table.CLICKS)).containsExactly("click");
  }
}

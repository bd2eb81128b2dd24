package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.InputReader;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.intake.Intake;
import io.basketwise.prepare.Lake;
import io.basketwise.storage.Storage;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends between a table's commit and that of what follows from it. */
class CutOffIntakeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void basketsThatWereLeftBehindAreBuiltAnewAndTheNextRunSaysSo() throws IOException {
    Files.writeString(
        folder.resolve("basketwise.yaml"),
        """
        inputs: { orders: { path: orders } }
        spark: { master: "local[2]" }
        """);
    ShopConfig config = ConfigLoader.load(folder.resolve("basketwise.yaml"), Map.of());
    SparkSession spark = SparkSessions.start(config);
    try {
      Lake lake = new Lake(spark, Storage.path(config.lake()));
      place("o1");
      assertThat(night(spark, config, () -> {})).containsExactly("orders: 1 row brought in");

      place("o2");
      Runnable cutOff =
          () -> {
            if (lake.batch(Lake.ORDERS) == 2) {
              throw new IllegalStateException("cut off");
            }
          };
      assertThatThrownBy(() -> night(spark, config, cutOff)).hasMessage("cut off");
      assertThat(lake.read(Lake.ORDERS).count()).isEqualTo(2);
      assertThat(lake.read(Lake.BASKETS).count()).as("left behind").isEqualTo(1);

      assertThat(night(spark, config, () -> {}))
          .containsExactly("baskets: built anew, because a run was cut off before it had them");
      assertThat(lake.read(Lake.ORDERS).count()).isEqualTo(2);
      assertThat(lake.read(Lake.BASKETS).count()).isEqualTo(2);
      assertThat(night(spark, config, () -> {})).as("said once").isEmpty();
    } finally {
      spark.stop();
    }
  }

  private void place(String order) throws IOException {
    Path file = folder.resolve("orders/" + order + ".parquet");
    Files.createDirectories(file.getParent());
    try (ParquetTable table =
        ParquetTable.create(
            file,
            Column.list(
                "order_id STRING, ordered_at TIMESTAMP, item_id STRING, quantity DOUBLE,"
                    + " unit_price DOUBLE"))) {
      table.write(order, Instant.parse("2026-02-02T03:04:05Z"), "a", 2.0, 9.5);
    }
  }

  /** Brings in what is new, and returns what had to be made good. */
  private static List<String> night(SparkSession spark, ShopConfig config, Runnable check) {
    org.apache.hadoop.fs.Path root = Storage.path(config.lake());
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, ".staging");
    Intake intake = new Intake(spark, config, root, staging, NOW);
    intake.sweep();
    UpdateLake update =
        new UpdateLake(new Lake(spark, root, check), intake, config, staging, NOW, found -> {});
    update.bringIn(
        update.check(new InputReader(spark).read(config, Table.ORDERS), Optional.empty()));
    return update.notes();
  }
}

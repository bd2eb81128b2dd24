package io.basketwise.nightly;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.ConfigLoader;
import io.basketwise.inputs.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The shipped shop with clicks, catalog and labels, whose last day comes in files of its own. */
final class DemoShop {
  private static final Path SHIPPED = Path.of("../data-samples/demo-shop");
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 8, 28);

  private DemoShop() {}

  /** Makes it below a folder, and runs the night before the last day. */
  static SecondNight secondNight(Path folder) throws IOException {
    for (String file :
        new String[] {
          "basketwise.yaml", "catalog/part-00000.parquet", "labels/part-00000.parquet"
        }) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(SHIPPED.resolve(file), target);
    }
    split(folder);
    SecondNight.night(folder, LAST_DAY);
    for (String table : new String[] {"orders", "clicks"}) {
      Files.move(
          folder.resolve("later/" + table + ".parquet"),
          folder.resolve(table + "/last-day.parquet"));
    }
    Files.delete(folder.resolve("later"));
    return new SecondNight(folder, LAST_DAY.plusDays(1));
  }

  private static void split(Path folder) throws IOException {
    try (SparkSession spark =
        SparkSessions.start(ConfigLoader.load(folder.resolve("basketwise.yaml"), Map.of()))) {
      split(spark, folder, "orders", "ordered_at");
      split(spark, folder, "clicks", "occurred_at");
    }
  }

  private static void split(SparkSession spark, Path folder, String table, String time)
      throws IOException {
    Dataset<Row> rows = spark.read().parquet(SHIPPED.resolve(table).toString());
    Column later =
        coalesce(
            col(time).geq(lit(LAST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC))), lit(false));
    NightsBench.write(rows.filter(later), folder.resolve("later/" + table));
    NightsBench.write(rows.filter(not(later)), folder.resolve(table + "/history"));
  }
}

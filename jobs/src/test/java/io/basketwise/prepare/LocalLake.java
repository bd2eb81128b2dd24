package io.basketwise.prepare;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** An empty lake in a folder, and the session that a shop has. */
record LocalLake(SparkSession spark, Lake lake) implements AutoCloseable {
  static LocalLake in(Path folder) throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: orders } }
        spark: { master: "local[2]" }
        """);
    ShopConfig config = ConfigLoader.load(file, Map.of());
    SparkSession spark = SparkSessions.start(config);
    return new LocalLake(spark, new Lake(spark, Storage.path(config.lake())));
  }

  @Override
  public void close() {
    spark.stop();
  }
}

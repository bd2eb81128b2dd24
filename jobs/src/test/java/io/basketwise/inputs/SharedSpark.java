package io.basketwise.inputs;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One session for all tests of this JVM, started as a run starts it. */
final class SharedSpark {
  static final SparkSession SESSION = start();

  private SharedSpark() {}

  private static SparkSession start() {
    try {
      Path folder = Files.createTempDirectory("basketwise-spark");
      folder.toFile().deleteOnExit();
      Path file = folder.resolve("basketwise.yaml");
      Files.writeString(file, "inputs: { orders: { path: orders } }\n");
      ShopConfig config = ConfigLoader.load(file, Map.of("spark.master", "local[2]"));
      return SparkSessions.start(config);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

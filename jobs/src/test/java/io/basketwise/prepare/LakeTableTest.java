package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is the same whether Delta's checksum files tell of it or its log alone. */
class LakeTableTest {
  @TempDir private Path folder;

  private static List<Long> ids(Lake lake) {
    return lake.read(Lake.LABELS).select("id").collectAsList().stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }

  private static void assertTold(Lake lake) {
    assertThat(ids(lake)).containsExactly(0L, 1L, 2L, 3L, 5L, 6L);
    assertThat(lake.batch(Lake.LABELS)).isEqualTo(3);
    assertThat(lake.has(Lake.LABELS, "a run")).isTrue();
    assertThat(lake.has(Lake.LABELS, "another run")).isFalse();
  }

  @Test
  void withoutChecksumsTheLogIsReplayed() throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: orders } }
        spark: { master: "local[2]", conf: { spark.sql.codegen.wholeStage: "false" } }
        """);
    ShopConfig config = ConfigLoader.load(file, Map.of());
    try (SparkSession spark = SparkSessions.start(config)) {
      Lake lake = new Lake(spark, Storage.path(config.lake()));
      lake.replace(Lake.LABELS, spark.range(0, 3).toDF(), 2);
      lake.append(Lake.LABELS, spark.range(3, 6).toDF(), 3);
      lake.removeWhere(Lake.LABELS, "id = 4");
      lake.appendOnce(Lake.LABELS, spark.range(6, 7).toDF(), "a run");
      assertTold(lake);
      assertThat(removeChecksums()).isPositive();
      DeltaLog.clearCache();
      assertTold(new Lake(spark, Storage.path(config.lake())));
    }
  }

  private int removeChecksums() throws IOException {
    List<Path> checksums;
    try (Stream<Path> files = Files.walk(folder)) {
      checksums = files.filter(file -> file.toString().endsWith(".crc")).toList();
    }
    for (Path checksum : checksums) {
      Files.delete(checksum);
    }
    return checksums.size();
  }
}

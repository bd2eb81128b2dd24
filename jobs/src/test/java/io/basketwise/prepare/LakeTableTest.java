package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table tells, by Delta's checksum files or by its log alone, and what it forgets. */
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
    try (LocalLake local = LocalLake.in(folder)) {
      Lake lake = local.lake();
      lake.replace(Lake.LABELS, local.spark().range(0, 3).toDF(), 2);
      lake.append(Lake.LABELS, local.spark().range(3, 6).toDF(), 3);
      lake.removeWhere(Lake.LABELS, "id = 4");
      lake.appendOnce(Lake.LABELS, local.spark().range(6, 7).toDF(), "a run");
      assertTold(lake);
      assertThat(removeChecksums()).isPositive();
      DeltaLog.clearCache();
      assertTold(lake);
    }
  }

  @Test
  void whatIsOldIsForgottenAndWhatIsNotIsKept() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      Lake lake = local.lake();
      assertThat(lake.version(Lake.LABELS)).isEqualTo(-1);
      for (String table : List.of(Lake.LABELS, Lake.CATALOG)) {
        lake.replace(table, local.spark().range(0, 3).toDF(), 1);
        lake.replace(table, local.spark().range(3, 6).toDF(), 2);
      }
      assertThat(lake.version(Lake.LABELS)).isEqualTo(1);
      String labels = lake.path(Lake.LABELS).toString();
      local
          .spark()
          .sql(
              "ALTER TABLE delta.`%s` SET TBLPROPERTIES".formatted(labels)
                  + " ('delta.deletedFileRetentionDuration' = 'interval 0 seconds')");
      int needed = lake.read(Lake.LABELS).inputFiles().length;
      assertThat(dataFiles(lake, Lake.LABELS)).isGreaterThan(needed);
      long kept = dataFiles(lake, Lake.CATALOG);
      lake.tidy();
      assertThat(dataFiles(lake, Lake.LABELS)).isEqualTo(needed);
      assertThat(ids(lake)).containsExactly(3L, 4L, 5L);
      assertThat(dataFiles(lake, Lake.CATALOG)).isEqualTo(kept);
    }
  }

  @Test
  void theFilesOfManyNightsArePutTogether() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      Lake lake = local.lake();
      lake.append(Lake.LABELS, local.spark().range(0, 32, 1, 32).toDF(), 1);
      lake.tidy();
      assertThat(lake.read(Lake.LABELS).inputFiles()).as("few enough").hasSize(32);
      lake.append(Lake.LABELS, local.spark().range(32, 33).coalesce(1).toDF(), 2);
      List<Long> before = ids(lake);
      lake.tidy();
      assertThat(lake.read(Lake.LABELS).inputFiles()).hasSize(1);
      assertThat(ids(lake)).hasSize(33).isEqualTo(before);
      assertThat(lake.batch(Lake.LABELS)).isEqualTo(2);
    }
  }

  private static long dataFiles(Lake lake, String table) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(lake.path(table).toUri().getPath()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
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

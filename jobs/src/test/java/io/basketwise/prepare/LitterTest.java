package io.basketwise.prepare;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run has left in a table's folder goes, and nothing else. */
class LitterTest {
  @TempDir private Path folder;

  private static Dataset<Row> rows(LocalLake local, Long... values) {
    return local
        .spark()
        .createDataset(List.of(values), Encoders.LONG())
        .toDF("id")
        .withColumn("ordered_at", expr("make_timestamp(2026, cast(id as int), 1, 0, 0, 0)"));
  }

  private static Set<String> files(Path table) throws IOException {
    try (Stream<Path> all = Files.walk(table)) {
      return all.filter(Files::isRegularFile)
          .map(file -> table.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void whatNoCommitNamesGoesAndThePastStays() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      Lake lake = local.lake();
      lake.append(Lake.ORDERS, rows(local, 1L, 2L), 1);
      Dataset<Row> changes = rows(local, 2L, 3L);
      Set<String> months = Set.of("2026-02", "2026-03");
      lake.replaceKeys(Lake.ORDERS, changes.select("id"), changes, months, 2);
      lake.replace(Lake.ORDERS, rows(local, 3L), 3);
      Path table = Path.of(lake.path(Lake.ORDERS).toUri().getPath());
      Set<String> before = files(table);
      String committed =
          before.stream().filter(name -> name.startsWith("month=")).findFirst().orElseThrow();
      for (String left :
          List.of(
              "part-00000-killed.snappy.parquet",
              "month=2026-02/part-00000-killed.snappy.parquet",
              ".part-00000-killed.snappy.parquet.crc",
              "_delta_log/.00000000000000000002.json.killed.tmp")) {
        Files.copy(table.resolve(committed), table.resolve(left));
      }
      Files.writeString(table.resolve("somebody's notes"), "stay");
      Path never = Files.createDirectories(table.resolveSibling(Lake.CATALOG));
      Files.writeString(never.resolve("part-00000-killed.snappy.parquet"), "of the first night");
      lake.removeUncommitted();
      before.add("somebody's notes");
      assertThat(files(table)).isEqualTo(before);
      assertThat(read(local, table, 0)).containsExactlyInAnyOrder(1L, 2L);
      assertThat(read(local, table, 1)).containsExactlyInAnyOrder(1L, 2L, 3L);
      assertThat(read(local, table, 2)).containsExactly(3L);
      assertThat(never).isEmptyDirectory();
    }
  }

  private static List<Long> read(LocalLake local, Path table, long version) {
    return local
        .spark()
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(table.toString())
        .select("id")
        .as(Encoders.LONG())
        .collectAsList();
  }
}

package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that every day adds to: what a change writes anew, and what it leaves where it is. */
class LakeMonthsTest {
  @TempDir private Path folder;

  /** Rows of a key, a value and a day. */
  private static Dataset<Row> rows(LocalLake local, String... values) {
    return local
        .spark()
        .sql(
            "select key, value, cast(day as timestamp) ordered_at from values "
                + String.join(", ", values)
                + " as t(key, value, day)");
  }

  private static Dataset<Row> year(LocalLake local) {
    return rows(
        local,
        "('a', 1, '2026-01-31 23:59:59')",
        "('b', 1, '2026-02-01')",
        "(null, 1, '2026-02-02')",
        "('c', 1, '2026-02-03')",
        "('d', 1, '2026-03-04')");
  }

  private static List<String> read(Lake lake) {
    return lake.read(Lake.ORDERS).collectAsList().stream()
        .map(row -> row.getString(0) + row.getInt(1) + " " + row.getTimestamp(2).toInstant())
        .sorted()
        .toList();
  }

  private static Set<String> files(Lake lake) {
    return new TreeSet<>(List.of(lake.read(Lake.ORDERS).inputFiles()));
  }

  private static List<String> ofMonth(Collection<String> files, String month) {
    return files.stream().filter(file -> file.contains("month=" + month)).toList();
  }

  @Test
  void theFilesOfOtherMonthsStayWhereTheyAre() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      Lake lake = local.lake();
      lake.replace(Lake.ORDERS, year(local), 1);
      Set<String> before = files(lake);
      assertThat(before).hasSize(3);
      Dataset<Row> changes = rows(local, "('b', 2, '2026-02-01')", "('e', 2, '2026-04-05')");
      Dataset<Row> keys = rows(local, "('b', 0, '')", "(null, 0, '')", "('e', 0, '')");
      lake.replaceKeys(Lake.ORDERS, keys.select("key"), changes, Set.of("2026-02", "2026-04"), 2);
      assertThat(read(lake))
          .as("null is null's equal, and left without a row it goes")
          .containsExactly(
              "a1 2026-01-31T23:59:59Z",
              "b2 2026-02-01T00:00:00Z",
              "c1 2026-02-03T00:00:00Z",
              "d1 2026-03-04T00:00:00Z",
              "e2 2026-04-05T00:00:00Z");
      Set<String> after = files(lake);
      assertThat(after).hasSize(4);
      for (String month : List.of("2026-01", "2026-03")) {
        assertThat(ofMonth(after, month)).isEqualTo(ofMonth(before, month)).hasSize(1);
      }
      assertThat(ofMonth(after, "2026-02")).isNotEqualTo(ofMonth(before, "2026-02"));
      assertThat(lake.batch(Lake.ORDERS)).isEqualTo(2);
      lake.replaceKeys(Lake.ORDERS, keys.select("key"), year(local), Set.of("2026-02"), 2);
      assertThat(files(lake)).as("the same batch again").isEqualTo(after);
    }
  }
}

package io.basketwise.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.tables.ParquetTable.Column;
import io.basketwise.tables.ParquetTable.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetPartsTest {
  private static final int ROWS_PER_PART = 100;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("n", ColumnType.INT),
          Column.varied("x", ColumnType.DOUBLE),
          new Column("tags", ColumnType.STRING_LIST));

  @TempDir Path folder;

  @Test
  void rowsOfAllPartsAreThereInOrder() throws IOException {
    Path file = folder.resolve("rows.parquet");
    write(file, 3);

    List<Group> rows = ParquetRows.read(file);
    assertThat(rows).hasSize(3 * ROWS_PER_PART);
    for (int n = 0; n < rows.size(); n++) {
      Group row = rows.get(n);
      assertThat(row.getInteger("n", 0)).isEqualTo(n);
      assertThat(row.getDouble("x", 0)).isEqualTo(1.0 / (n + 1));
      assertThat(row.getGroup("tags", 0).getGroup("list", 1).getString("element", 0))
          .isEqualTo("part " + n / ROWS_PER_PART);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void threadsDoNotDecideTheBytes() throws IOException {
    Path one = folder.resolve("one.parquet");
    Path four = folder.resolve("four.parquet");
    new ForkJoinPool(1).submit(() -> write(one, 9)).join();
    new ForkJoinPool(4).submit(() -> write(four, 9)).join();

    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(four));
  }

  @Test
  void aFileThatExistsIsNotReplaced() throws IOException {
    Path file = Files.createFile(folder.resolve("there.parquet"));

    assertThatThrownBy(() -> write(file, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).isEmptyFile();
  }

  private static void write(Path file, int parts) {
    ParquetParts.write(
        file,
        COLUMNS,
        parts,
        (part, table) -> {
          List<String> tags = List.of("all", "part " + part);
          for (int n = part * ROWS_PER_PART; n < (part + 1) * ROWS_PER_PART; n++) {
            table.write(n, 1.0 / (n + 1), tags);
          }
        });
  }
}

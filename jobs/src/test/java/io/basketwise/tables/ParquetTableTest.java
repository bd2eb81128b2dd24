package io.basketwise.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.tables.ParquetTable.Column;
import io.basketwise.tables.ParquetTable.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetTableTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", ColumnType.STRING),
          new Column("n", ColumnType.INT),
          new Column("big", ColumnType.LONG),
          new Column("x", ColumnType.DOUBLE),
          new Column("yes", ColumnType.BOOLEAN),
          new Column("at", ColumnType.TIMESTAMP),
          new Column("tags", ColumnType.STRING_LIST));

  @TempDir Path folder;

  @Test
  void everyTypeIsReadBackAsItWasWritten() {
    Path file = folder.resolve("sub/all.parquet");
    writeAll(file);

    List<Group> rows = ParquetRows.read(file);
    Group full = rows.get(0);
    assertThat(full.getString("name", 0)).isEqualTo("Grüße");
    assertThat(full.getInteger("n", 0)).isEqualTo(7);
    assertThat(full.getLong("big", 0)).isEqualTo(1L << 40);
    assertThat(full.getDouble("x", 0)).isEqualTo(0.1);
    assertThat(full.getBoolean("yes", 0)).isTrue();
    assertThat(full.getLong("at", 0)).isEqualTo(1_500_000L);
    Group tags = full.getGroup("tags", 0);
    assertThat(tags.getFieldRepetitionCount("list")).isEqualTo(2);
    assertThat(tags.getGroup("list", 1).getString("element", 0)).isEqualTo("b");
    assertThat(rows).hasSize(3);
    for (Column column : COLUMNS) {
      assertThat(rows.get(1).getFieldRepetitionCount(column.name())).as(column.name()).isZero();
    }
    assertThat(rows.get(2).getGroup("tags", 0).getFieldRepetitionCount("list")).isZero();
  }

  @Test
  void sameRowsGiveSameBytesAndNoSideFiles() throws IOException {
    Path first = folder.resolve("a/first.parquet");
    Path second = folder.resolve("b/second.parquet");
    writeAll(first);
    writeAll(second);

    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
    try (Stream<Path> files = Files.list(first.getParent())) {
      assertThat(files).containsExactly(first);
    }
  }

  @Test
  void encodingsAreListedInOneOrderWhateverTheJvm() throws IOException {
    Path file = folder.resolve("t.parquet");
    writeAll(file);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt(bytes.length - 8);
    FileMetaData metadata =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));

    assertThat(metadata.getRow_groups()).isNotEmpty();
    for (ColumnChunk chunk : metadata.getRow_groups().get(0).getColumns()) {
      assertThat(chunk.getMeta_data().getEncodings()).isSorted().hasSizeGreaterThan(1);
    }
  }

  @Test
  void aTableWithoutRowsIsReadable() {
    Path file = folder.resolve("empty.parquet");
    ParquetTable.create(file, COLUMNS).close();
    assertThat(ParquetRows.read(file)).isEmpty();
  }

  @Test
  void aValueOfTheWrongTypeIsRefusedWithItsColumn() {
    try (ParquetTable table = ParquetTable.create(folder.resolve("t.parquet"), COLUMNS)) {
      assertThatThrownBy(() -> table.write("a", 1L, null, null, null, null, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("column n holds Integer, not Long 1");
      assertThatThrownBy(() -> table.write("a"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 values, the table has 7 columns");
      assertThat(table.rows()).isZero();
    }
  }

  @Test
  void anExistingFileIsNotOverwritten() {
    Path file = folder.resolve("t.parquet");
    writeAll(file);
    assertThatThrownBy(() -> ParquetTable.create(file, COLUMNS))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("t.parquet");
  }

  private static void writeAll(Path file) {
    try (ParquetTable table = ParquetTable.create(file, COLUMNS)) {
      table.write("Grüße", 7, 1L << 40, 0.1, true, Instant.ofEpochMilli(1_500), List.of("a", "b"));
      table.write(null, null, null, null, null, null, null);
      table.write("c", 1, 1L, 1.0, false, Instant.EPOCH, List.of());
    }
  }
}

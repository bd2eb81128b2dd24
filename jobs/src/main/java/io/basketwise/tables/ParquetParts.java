package io.basketwise.tables;

import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * One Parquet file whose parts are written side by side and then joined, row groups as they are.
 * The parts decide its bytes, the number of threads does not. Each core holds one open part in
 * memory, about 32 MiB.
 */
public final class ParquetParts {
  /** Writes the rows of one part. */
  public interface Part {
    /** Appends the part's rows; called once for each part, by several threads at once. */
    void write(int part, ParquetTable table);
  }

  private ParquetParts() {}

  /**
   * Writes a new file.
   *
   * @throws UncheckedIOException when the file exists or cannot be written
   */
  public static void write(Path file, List<Column> columns, int parts, Part writer) {
    List<Path> files =
        IntStream.range(0, parts)
            .mapToObj(part -> file.resolveSibling(file.getFileName() + ".part" + part))
            .toList();
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              try (ParquetTable table = ParquetTable.create(files.get(part), columns)) {
                writer.write(part, table);
              }
            });
    try {
      join(file, columns, files);
      for (Path part : files) {
        Files.delete(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot join the Parquet file " + file + " from its parts", e);
    }
  }

  private static void join(Path file, List<Column> columns, List<Path> parts) throws IOException {
    try (ParquetFileWriter joined =
        new ParquetFileWriter(
            new LocalOutputFile(file),
            RowWriter.schema(columns),
            ParquetFileWriter.Mode.CREATE,
            ParquetTable.ROW_GROUP_BYTES,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            null,
            ParquetProperties.builder().build())) {
      joined.start();
      for (Path part : parts) {
        joined.appendFile(input(part));
      }
      joined.end(Map.of());
    }
    ParquetFooter.sortEncodings(file);
  }

  /** Hadoop's, because Parquet's own reads a local file byte by byte when it is appended. */
  private static InputFile input(Path part) throws IOException {
    return HadoopInputFile.fromPath(
        new org.apache.hadoop.fs.Path(part.toUri()), new Configuration(false));
  }
}

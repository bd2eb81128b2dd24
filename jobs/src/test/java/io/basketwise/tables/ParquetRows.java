package io.basketwise.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Reads Parquet with parquet-hadoop's own example reader, independent of the writer under test. */
public final class ParquetRows {
  private ParquetRows() {}

  /** All rows of a file, or of the Parquet files of a folder in the order of their names. */
  public static List<Group> read(Path path) {
    List<Group> rows = new ArrayList<>();
    for (Path file : files(path)) {
      readFile(file, rows);
    }
    return rows;
  }

  /** A string field, or the empty string where it is missing. */
  public static String text(Group row, String field) {
    return row.getFieldRepetitionCount(field) == 0 ? "" : row.getString(field, 0);
  }

  /** A double field, or NaN where it is missing. */
  public static double number(Group row, String field) {
    return row.getFieldRepetitionCount(field) == 0 ? Double.NaN : row.getDouble(field, 0);
  }

  private static List<Path> files(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readFile(Path file, List<Group> rows) {
    var hadoopPath = new org.apache.hadoop.fs.Path(file.toUri());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), hadoopPath)
            .withConf(new Configuration())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}

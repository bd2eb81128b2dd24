package io.basketwise.inputs;

import io.basketwise.config.InputConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Parquet input as its footers describe it. A column that only some of the files have is null in
 * the rows of the others.
 */
record ParquetSource(
    List<Path> files, StructType schema, long rows, long bytes, FooterTimes times) {

  ParquetSource {
    files = List.copyOf(files);
  }

  static ParquetSource read(Table table, InputConfig input) {
    List<Path> files = DataFiles.parquet(table, input);
    List<ParquetMetadata> footers =
        files.parallelStream().map(file -> footer(table, file)).toList();
    long rows =
        footers.stream()
            .flatMap(footer -> footer.getBlocks().stream())
            .mapToLong(BlockMetaData::getRowCount)
            .sum();
    if (rows == 0 && table == Table.ORDERS) {
      throw Refusal.inputs(
          "orders: no rows in " + input.path(),
          "every file there is empty",
          "export the orders again, or correct inputs.orders.path");
    }
    long bytes = files.stream().mapToLong(file -> size(table, file)).sum();
    return new ParquetSource(
        files, schema(table, files, footers), rows, bytes, FooterTimes.of(footers));
  }

  /** The bounds of a contract's column; empty where it is computed or a footer tells nothing. */
  Optional<TimeBounds> bounds(Mapping mapping, String contractColumn) {
    return mapping.plainSource(contractColumn).flatMap(times::of);
  }

  private static ParquetMetadata footer(Table table, Path file) {
    LocalInputFile input = new LocalInputFile(file);
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      return reader.getFooter();
    } catch (IOException | RuntimeException damaged) {
      // Parquet names the object, not the file.
      String cause = firstLine(damaged).replace(input.toString(), file.getFileName().toString());
      throw unreadable(table, file, cause);
    }
  }

  private static long size(Table table, Path file) {
    try {
      return Files.size(file);
    } catch (IOException failure) {
      throw unreadable(table, file, firstLine(failure));
    }
  }

  private static Refusal unreadable(Table table, Path file, String cause) {
    return Refusal.inputs(
        table.key() + ": cannot read " + file,
        "it is damaged or no Parquet file: " + cause,
        "write the file again, or remove it");
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static StructType schema(Table table, List<Path> files, List<ParquetMetadata> footers) {
    Map<String, StructField> fields = new LinkedHashMap<>();
    Map<String, Path> owners = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      for (StructField field : schema(table, file, footers.get(i)).fields()) {
        String name = field.name().toLowerCase(Locale.ROOT);
        StructField before = fields.putIfAbsent(name, field);
        if (before == null) {
          owners.put(name, file);
        } else if (file.equals(owners.get(name))) {
          throw twice(table, file, before, field);
        } else if (!before.dataType().sameType(field.dataType())) {
          throw mixed(table, before, owners.getOrDefault(name, file), field, file);
        }
      }
    }
    return DataTypes.createStructType(
        fields.values().stream()
            .map(field -> DataTypes.createStructField(field.name(), field.dataType(), true))
            .toArray(StructField[]::new));
  }

  private static StructType schema(Table table, Path file, ParquetMetadata footer) {
    try {
      return new ParquetToSparkSchemaConverter(new SQLConf())
          .convert(footer.getFileMetaData().getSchema());
    } catch (Exception unsupported) {
      throw Refusal.inputs(
          table.key() + ": " + file + " has a column of a type that Spark does not read",
          firstLine(unsupported),
          "write the file without it, or with another type: timestamps in micro- not nanoseconds");
    }
  }

  private static Refusal twice(Table table, Path file, StructField one, StructField other) {
    return Refusal.inputs(
        table.key() + ": " + file + " has the column '" + one.name() + "' twice",
        "'" + other.name() + "' has the same name but for case",
        "rename one of them");
  }

  private static Refusal mixed(
      Table table, StructField one, Path file, StructField other, Path otherFile) {
    return Refusal.inputs(
        table.key() + ": the column '" + one.name() + "' has two types",
        String.format(
            Locale.ROOT,
            "it is %s in %s and %s in %s",
            one.dataType().simpleString(),
            file,
            other.dataType().simpleString(),
            otherFile),
        "write all files with one type");
  }
}

package io.basketwise.inputs;

import io.basketwise.config.InputConfig;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.Denied;
import io.basketwise.storage.Outage;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
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
    DataFiles place,
    List<SourceFile> files,
    StructType schema,
    long rows,
    long bytes,
    FooterTimes times) {

  ParquetSource {
    files = List.copyOf(files);
  }

  static ParquetSource read(ShopConfig config, Table table, InputConfig input) {
    DataFiles place = new DataFiles(config, table, input);
    List<SourceFile> files = place.parquet();
    List<Footer> footers =
        files.parallelStream().map(file -> footer(table, input, place, file)).toList();
    long rows = footers.stream().mapToLong(Footer::rows).sum();
    if (rows == 0 && table == Table.ORDERS) {
      throw Refusal.inputs(
          "orders: no rows in " + input.path(),
          "every file there is empty",
          "export the orders again, or correct inputs.orders.path");
    }
    long bytes = files.stream().mapToLong(SourceFile::bytes).sum();
    List<String> names = files.stream().map(place::address).map(ParquetSource::plain).toList();
    return new ParquetSource(
        place,
        files,
        schema(table, names, footers.stream().map(Footer::schema).toList()),
        rows,
        bytes,
        FooterTimes.ofAll(footers.stream().map(Footer::times).toList()));
  }

  /** What is kept of a footer: a few KiB a file, however many row groups it has. */
  private record Footer(MessageType schema, long rows, FooterTimes times) {
    static Footer of(ParquetMetadata footer) {
      return new Footer(
          footer.getFileMetaData().getSchema(),
          footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum(),
          FooterTimes.of(footer));
    }
  }

  /** The bounds of a contract's column; empty where it is computed or a footer tells nothing. */
  Optional<TimeBounds> bounds(Mapping mapping, String contractColumn) {
    return mapping.plainSource(contractColumn).flatMap(times::of);
  }

  private static Footer footer(Table table, InputConfig input, DataFiles place, SourceFile file) {
    String address = plain(place.address(file));
    try (ParquetFileReader reader = ParquetFileReader.open(place.open(file))) {
      return Footer.of(reader.getFooter());
    } catch (IOException | RuntimeException damaged) {
      Outage.rethrow(input.path(), damaged);
      String problem = table.key() + ": cannot read " + address;
      if (Denied.of(damaged).isPresent()) {
        throw Denied.unreadable(problem);
      }
      // Parquet names objects where it should name files.
      String cause = firstLine(damaged).replaceFirst("\\S*LocalInputFile@\\S*", file.name());
      throw Refusal.inputs(
          problem,
          "it is damaged or no Parquet file: " + cause,
          "write the file again, or remove it");
    }
  }

  /** A file of this machine without its scheme. */
  private static String plain(String address) {
    return address.replaceFirst("^file://", "");
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static StructType schema(Table table, List<String> files, List<MessageType> footers) {
    Map<String, StructField> fields = new LinkedHashMap<>();
    Map<String, String> owners = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      String file = files.get(i);
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

  private static StructType schema(Table table, String file, MessageType footer) {
    try {
      return new ParquetToSparkSchemaConverter(new SQLConf()).convert(footer);
    } catch (Exception unsupported) {
      throw Refusal.inputs(
          table.key() + ": " + file + " has a column of a type that Spark does not read",
          firstLine(unsupported),
          "write the file without it, or with another type: timestamps in micro- not nanoseconds");
    }
  }

  private static Refusal twice(Table table, String file, StructField one, StructField other) {
    return Refusal.inputs(
        table.key() + ": " + file + " has the column '" + one.name() + "' twice",
        "'" + other.name() + "' has the same name but for case",
        "rename one of them");
  }

  private static Refusal mixed(
      Table table, StructField one, String file, StructField other, String otherFile) {
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

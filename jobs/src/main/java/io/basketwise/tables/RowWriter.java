package io.basketwise.tables;

import io.basketwise.tables.ParquetTable.Column;
import io.basketwise.tables.ParquetTable.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Turns a validated row into Parquet's stream of fields. */
final class RowWriter extends WriteSupport<@Nullable Object[]> {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  private final List<Column> columns;

  /** The last text of each column and its bytes: neighbouring rows often repeat a text. */
  private final @Nullable String[] lastTexts;

  private final @Nullable Binary[] lastBytes;
  private @Nullable RecordConsumer consumer;

  RowWriter(List<Column> columns) {
    this.columns = columns;
    this.lastTexts = new String[columns.size()];
    this.lastBytes = new Binary[columns.size()];
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in the parent, so it has to exist
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(@Nullable Object[] row) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("a row was written before the file was opened");
    }
    out.startMessage();
    for (int c = 0; c < row.length; c++) {
      Object value = row[c];
      if (value != null) {
        Column column = columns.get(c);
        out.startField(column.name(), c);
        if (column.type() == ColumnType.STRING) {
          out.addBinary(bytes(c, (String) value));
        } else {
          writeValue(out, column.type(), value);
        }
        out.endField(column.name(), c);
      }
    }
    out.endMessage();
  }

  private WriteContext context() {
    return new WriteContext(
        new MessageType("row", columns.stream().map(RowWriter::field).toList()), Map.of());
  }

  private static Type field(Column column) {
    String name = column.name();
    return switch (column.type()) {
      case STRING ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case INT -> Types.optional(PrimitiveTypeName.INT32).named(name);
      case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case STRING_LIST ->
          Types.optionalList()
              .optionalElement(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
    };
  }

  private static void writeValue(RecordConsumer out, ColumnType type, Object value) {
    switch (type) {
      case INT -> out.addInteger((Integer) value);
      case LONG -> out.addLong((Long) value);
      case DOUBLE -> out.addDouble((Double) value);
      case BOOLEAN -> out.addBoolean((Boolean) value);
      case TIMESTAMP -> out.addLong(micros((Instant) value));
      default -> writeList(out, (List<?>) value);
    }
  }

  private static void writeList(RecordConsumer out, List<?> values) {
    out.startGroup();
    if (!values.isEmpty()) {
      out.startField("list", 0);
      for (Object value : values) {
        out.startGroup();
        out.startField("element", 0);
        out.addBinary(utf8((String) value));
        out.endField("element", 0);
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
  }

  private Binary bytes(int column, String text) {
    Binary last = lastBytes[column];
    if (last != null && text.equals(lastTexts[column])) {
      return last;
    }
    Binary bytes = utf8(text);
    lastTexts[column] = text;
    lastBytes[column] = bytes;
    return bytes;
  }

  /** Backed by an array: Parquet compares these faster than the ones that it makes of a string. */
  private static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long micros(Instant at) {
    return Math.addExact(
        Math.multiplyExact(at.getEpochSecond(), MICROS_PER_SECOND), at.getNano() / NANOS_PER_MICRO);
  }
}

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

  /** The last list of each column and its elements' bytes. */
  private final @Nullable List<?>[] lastLists;

  private final Binary[][] lastElements;
  private @Nullable RecordConsumer consumer;

  RowWriter(List<Column> columns) {
    this.columns = columns;
    this.lastTexts = new String[columns.size()];
    this.lastBytes = new Binary[columns.size()];
    this.lastLists = new List<?>[columns.size()];
    this.lastElements = new Binary[columns.size()][];
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
        writeValue(out, c, column.type(), value);
        out.endField(column.name(), c);
      }
    }
    out.endMessage();
  }

  private WriteContext context() {
    return new WriteContext(schema(columns), Map.of());
  }

  static MessageType schema(List<Column> columns) {
    return new MessageType("row", columns.stream().map(RowWriter::field).toList());
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

  private void writeValue(RecordConsumer out, int column, ColumnType type, Object value) {
    switch (type) {
      case STRING -> out.addBinary(bytes(column, (String) value));
      case INT -> out.addInteger((Integer) value);
      case LONG -> out.addLong((Long) value);
      case DOUBLE -> out.addDouble((Double) value);
      case BOOLEAN -> out.addBoolean((Boolean) value);
      case TIMESTAMP -> out.addLong(micros((Instant) value));
      default -> writeList(out, elements(column, (List<?>) value));
    }
  }

  private static void writeList(RecordConsumer out, Binary[] elements) {
    out.startGroup();
    if (elements.length > 0) {
      out.startField("list", 0);
      for (Binary element : elements) {
        out.startGroup();
        out.startField("element", 0);
        out.addBinary(element);
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

  private Binary[] elements(int column, List<?> values) {
    // The same list, not an equal one: to compare the elements would cost as much as to convert.
    if (values != lastLists[column]) {
      lastLists[column] = values;
      lastElements[column] =
          values.stream().map(each -> utf8((String) each)).toArray(Binary[]::new);
    }
    return lastElements[column];
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

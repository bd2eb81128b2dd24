package io.basketwise.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file row by row, without Spark. The same rows give the same bytes: nothing of
 * the clock, the machine or the file's name goes into it. Not safe for use by several threads.
 */
public final class ParquetTable implements Closeable {
  /** Bytes that one open file may hold in memory before a row group is written out. */
  static final long ROW_GROUP_BYTES = 32L << 20;

  /**
   * A column by name.
   *
   * @param varied whether its values mostly differ, so that no dictionary of them is tried
   */
  public record Column(String name, ColumnType type, boolean varied) {
    public Column {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a column has no name; give every column one");
      }
    }

    /** A column whose values repeat. */
    public Column(String name, ColumnType type) {
      this(name, type, false);
    }

    /**
     * Columns as declared: name and type each, such as {@code order_id STRING, quantity DOUBLE}.
     */
    public static List<Column> list(String declaration) {
      List<Column> columns = new ArrayList<>();
      for (String column : declaration.split(", *")) {
        String[] nameAndType = column.trim().split(" ");
        columns.add(new Column(nameAndType[0], ColumnType.valueOf(nameAndType[1])));
      }
      return List.copyOf(columns);
    }

    /** A column whose values mostly differ. */
    public static Column varied(String name, ColumnType type) {
      return new Column(name, type, true);
    }
  }

  /** What a column holds; every type may be missing (null). */
  public enum ColumnType {
    STRING(String.class),
    INT(Integer.class),
    LONG(Long.class),
    DOUBLE(Double.class),
    BOOLEAN(Boolean.class),
    /** An {@link java.time.Instant}, stored as microseconds of UTC. */
    TIMESTAMP(java.time.Instant.class),
    /** A {@link List} of strings. */
    STRING_LIST(List.class);

    private final Class<?> javaType;

    ColumnType(Class<?> javaType) {
      this.javaType = javaType;
    }

    boolean accepts(Object value) {
      return javaType.isInstance(value);
    }

    String javaName() {
      return javaType.getSimpleName();
    }
  }

  private final Path file;
  private final List<Column> columns;
  private final ParquetWriter<@Nullable Object[]> writer;
  private long rows;
  private boolean closed;

  private ParquetTable(Path file, List<Column> columns, ParquetWriter<@Nullable Object[]> writer) {
    this.file = file;
    this.columns = columns;
    this.writer = writer;
  }

  /**
   * Opens a new file; its folder is made where it is missing.
   *
   * @throws UncheckedIOException when the file exists or cannot be written
   */
  public static ParquetTable create(Path file, List<Column> columns) {
    List<Column> fixed = List.copyOf(columns);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new ParquetTable(
          file, fixed, new RowWriterBuilder(new LocalOutputFile(file), fixed).open());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the Parquet file " + file, e);
    }
  }

  /** Appends a row: one value a column, in the columns' order, null where it is missing. */
  public void write(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a row has %d values, the table has %d columns: %s",
              values.length,
              columns.size(),
              columns));
    }
    for (int c = 0; c < values.length; c++) {
      validate(columns.get(c), values[c]);
    }
    try {
      writer.write(values);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write row " + rows, e);
    }
    rows++;
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Finishes the file; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      writer.close();
      ParquetFooter.sortEncodings(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot finish the Parquet file " + file + " of " + rows + " rows", e);
    }
  }

  private static void validate(Column column, @Nullable Object value) {
    if (value != null && !column.type().accepts(value)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column %s holds %s, not %s %s; convert the value before it is written",
              column.name(),
              column.type().javaName(),
              value.getClass().getSimpleName(),
              value));
    }
  }

  private static final class RowWriterBuilder
      extends ParquetWriter.Builder<@Nullable Object[], RowWriterBuilder> {
    private final List<Column> columns;

    RowWriterBuilder(OutputFile file, List<Column> columns) {
      super(file);
      this.columns = columns;
    }

    ParquetWriter<@Nullable Object[]> open() throws IOException {
      for (Column column : columns) {
        if (column.varied()) {
          withDictionaryEncoding(column.name(), false);
        }
      }
      return withConf(new PlainParquetConfiguration())
          .withCompressionCodec(CompressionCodecName.ZSTD)
          .withRowGroupSize(ROW_GROUP_BYTES)
          .build();
    }

    @Override
    protected RowWriterBuilder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent, so it has to exist
    protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration conf) {
      return new RowWriter(columns);
    }

    @Override
    protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration conf) {
      return new RowWriter(columns);
    }
  }
}

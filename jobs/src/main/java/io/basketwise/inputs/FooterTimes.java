package io.basketwise.inputs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;

/** First and last instants of the timestamp columns, from the statistics in the footers. */
final class FooterTimes {
  private final Map<String, TimeBounds> bounds = new HashMap<>();
  private final Set<String> untold = new HashSet<>();

  static FooterTimes of(ParquetMetadata footer) {
    FooterTimes times = new FooterTimes();
    for (BlockMetaData block : footer.getBlocks()) {
      block.getColumns().forEach(times::add);
    }
    return times;
  }

  static FooterTimes ofAll(Collection<FooterTimes> files) {
    FooterTimes all = new FooterTimes();
    for (FooterTimes each : files) {
      each.bounds.forEach((column, bounds) -> all.bounds.merge(column, bounds, TimeBounds::and));
      all.untold.addAll(each.untold);
    }
    return all;
  }

  /** A column's bounds; empty where a row group tells nothing of them. */
  Optional<TimeBounds> of(String column) {
    return untold.contains(column) ? Optional.empty() : Optional.ofNullable(bounds.get(column));
  }

  private void add(ColumnChunkMetaData chunk) {
    String name = chunk.getPath().toDotString();
    LogicalTypeAnnotation type = chunk.getPrimitiveType().getLogicalTypeAnnotation();
    if (!(type instanceof TimestampLogicalTypeAnnotation timestamp)) {
      untold.add(name);
      return;
    }
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics instanceof LongStatistics longs && longs.hasNonNullValue()) {
      ChronoUnit unit = unit(timestamp);
      TimeBounds chunkBounds =
          new TimeBounds(instant(longs.getMin(), unit), instant(longs.getMax(), unit));
      bounds.merge(name, chunkBounds, TimeBounds::and);
    } else if (statistics == null || statistics.getNumNulls() != chunk.getValueCount()) {
      untold.add(name);
    }
  }

  private static ChronoUnit unit(TimestampLogicalTypeAnnotation timestamp) {
    return switch (timestamp.getUnit()) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static Instant instant(long value, ChronoUnit unit) {
    return Instant.EPOCH.plus(value, unit);
  }
}

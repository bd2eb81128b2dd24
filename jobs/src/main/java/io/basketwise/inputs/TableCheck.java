package io.basketwise.inputs;

import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.Location;
import io.basketwise.config.Table;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a table that keeps its contract, before its rows are read.
 *
 * @param rows all rows, filtered and bad ones too
 * @param bytes size of the files
 * @param orderTimes first and last {@code ordered_at} of all rows, where the footers tell
 * @param columns the mapped columns
 * @param missing the optional columns that the source lacks
 */
public record TableCheck(
    Table table,
    Location path,
    Format format,
    long files,
    long rows,
    long bytes,
    Optional<TimeBounds> orderTimes,
    List<MappedColumn> columns,
    List<String> missing) {
  public TableCheck {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
  }
}

package io.basketwise.config;

import java.util.Map;
import java.util.Optional;

/**
 * Where one input table lies and how its columns map to the contract.
 *
 * @param path a file or a folder
 * @param format parquet or delta
 * @param columns contract column to Spark SQL expression over the source's columns; a contract
 *     column that is not named here is taken from the source's column of the same name
 * @param where Spark SQL condition over the source's columns; rows that fail it are counted as
 *     filtered
 * @param consent Spark SQL condition over the source's columns: whether the row's person agreed to
 *     be known; without it all have
 */
public record InputConfig(
    Location path,
    Format format,
    Map<String, String> columns,
    Optional<String> where,
    Optional<String> consent) {
  /** File formats. */
  public enum Format {
    PARQUET,
    DELTA
  }

  public InputConfig {
    columns = Map.copyOf(columns);
  }
}

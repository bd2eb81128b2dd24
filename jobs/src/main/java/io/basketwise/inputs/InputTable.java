package io.basketwise.inputs;

import io.basketwise.config.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input table in the contract's form. Its rows are all rows of the source, so that one scan
 * counts them all: used ones (neither filtered nor bad), filtered ones and bad ones.
 *
 * @param sources its files, by name
 * @param version of the Delta table; empty for Parquet files
 * @param missing the optional contract columns that the source lacks
 * @param reader the rows of some of the files: every contract column in the contract's order, a
 *     column that the source lacks as typed nulls (or the contract's default), then {@link
 *     #FILTERED}, {@link #RULE}, {@link #RAW}
 */
public record InputTable(
    Table table,
    List<SourceFile> sources,
    OptionalLong version,
    List<String> missing,
    Source reader) {
  /** Where the rows are. */
  @FunctionalInterface
  public interface Source {
    /** The rows of some of the files. */
    Dataset<Row> rows(Collection<SourceFile> some);

    /**
     * The files that came with new rows since the source was made of other files; empty where that
     * cannot be told, or is not all that was done.
     *
     * @param version of the Delta table then
     * @param files the names of all files then
     */
    default Optional<List<SourceFile>> addedSince(long version, Set<String> files) {
      return Optional.empty();
    }
  }

  /** Boolean, never null: the configured {@code where} drops this row. */
  public static final String FILTERED = "__filtered";

  /** Name of the first rule that the row breaks; null in a good row and in a filtered one. */
  public static final String RULE = "__rule";

  /** JSON of the source's columns that the mapping reads; null but in a bad row. */
  public static final String RAW = "__raw";

  public InputTable {
    sources = List.copyOf(sources);
    missing = List.copyOf(missing);
  }

  /** All rows. */
  public Dataset<Row> rows() {
    return rows(sources);
  }

  /** The rows of some of the files. */
  public Dataset<Row> rows(Collection<SourceFile> files) {
    return reader.rows(files);
  }

  /** As {@link Source#addedSince} tells. */
  public Optional<List<SourceFile>> addedSince(long since, Set<String> files) {
    return reader.addedSince(since, files);
  }

  /** The table as it is with some of its files alone. */
  public InputTable of(Collection<SourceFile> some) {
    return new InputTable(table, List.copyOf(some), version, missing, reader);
  }

  /** The rows to work on, with the contract's columns alone. */
  public Dataset<Row> good() {
    return good(rows());
  }

  /** Of rows in the contract's form those to work on, with the contract's columns alone. */
  public static Dataset<Row> good(Dataset<Row> rows) {
    return rows.where("not " + FILTERED + " and " + RULE + " is null").drop(FILTERED, RULE, RAW);
  }
}

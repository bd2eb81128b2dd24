package io.basketwise.inputs;

import io.basketwise.config.InputConfig;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.Listing.Kind;
import io.basketwise.storage.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.io.InputFile;

/** Finds the files of an input, wherever it lies. */
final class DataFiles {
  private static final String DELTA_LOG = "_delta_log";

  private final Table table;
  private final InputConfig input;
  private final Listing listing;

  DataFiles(ShopConfig config, Table table, InputConfig input) {
    this.table = table;
    this.input = input;
    this.listing = Listing.of(config, input.path());
  }

  /**
   * A Parquet input's files in the order of their names: the file itself, or every {@code
   * *.parquet} below the folder but for those in or with a name that starts with a dot or an
   * underscore.
   */
  List<SourceFile> parquet() {
    try {
      if (exists() == Kind.FOLDER && listing.kind(DELTA_LOG) == Kind.FOLDER) {
        throw Refusal.inputs(
            table.key() + ": " + input.path() + " is a Delta table",
            "read as plain Parquet it would include rows that were deleted",
            "set inputs." + table.key() + ".format: delta");
      }
      List<SourceFile> files =
          listing.kind("") == Kind.FILE
              ? listing.files()
              : listing.files().stream()
                  .filter(file -> isData(file.name()))
                  .sorted(Comparator.comparing(SourceFile::name))
                  .toList();
      if (files.isEmpty()) {
        throw Refusal.inputs(
            table.key() + ": no Parquet file in " + input.path(),
            "a folder is read as every *.parquet below it, hidden ones left out",
            "correct inputs." + table.key() + ".path or put the files there");
      }
      return files;
    } catch (IOException | UncheckedIOException unreadable) {
      Outage.rethrow(input.path(), unreadable);
      throw Refusal.inputs(
          table.key() + ": cannot list " + input.path(),
          unreadable.toString(),
          "make the folder readable, and start again if files were changed meanwhile");
    }
  }

  /** Refuses a folder that is no Delta table. */
  void delta() {
    try {
      if (exists() != Kind.FOLDER || listing.kind(DELTA_LOG) != Kind.FOLDER) {
        throw Refusal.inputs(
            table.key() + ": " + input.path() + " is no Delta table",
            "it has no folder " + DELTA_LOG,
            "correct inputs." + table.key() + ".path, or set its format: parquet");
      }
    } catch (IOException unreachable) {
      Outage.rethrow(input.path(), unreachable);
      throw Refusal.inputs(
          table.key() + ": cannot reach " + input.path(),
          unreachable.toString(),
          "make the folder readable");
    }
  }

  /** A file, to be read with Parquet's own reader. */
  InputFile open(SourceFile file) throws IOException {
    return listing.open(file);
  }

  /** Where a file lies, as Spark takes it. */
  String address(SourceFile file) {
    String place = input.path().qualified();
    return place.endsWith("/" + file.name()) && isSingle() ? place : place + "/" + file.name();
  }

  private boolean isSingle() {
    try {
      return listing.kind("") == Kind.FILE;
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  private Kind exists() throws IOException {
    Kind kind = listing.kind("");
    if (kind == Kind.NOTHING) {
      throw Refusal.inputs(
          table.key() + ": nothing at " + input.path(),
          "neither a file nor a folder is there",
          "correct inputs." + table.key() + ".path; it is relative to the configuration's folder");
    }
    return kind;
  }

  private static boolean isData(String name) {
    return name.endsWith(".parquet")
        && Arrays.stream(name.split("/"))
            .noneMatch(part -> part.startsWith(".") || part.startsWith("_"));
  }
}

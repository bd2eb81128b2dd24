package io.basketwise.inputs;

import io.basketwise.config.InputConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of an input. */
final class DataFiles {
  private static final String DELTA_LOG = "_delta_log";

  private DataFiles() {}

  /**
   * A Parquet input's files in the order of their names: the file itself, or every {@code
   * *.parquet} below the folder but for those in or with a name that starts with a dot or an
   * underscore.
   */
  static List<Path> parquet(Table table, InputConfig input) {
    exists(table, input);
    Path path = input.path();
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (Files.isDirectory(path.resolve(DELTA_LOG))) {
      throw Refusal.inputs(
          table.key() + ": " + path + " is a Delta table",
          "read as plain Parquet it would include rows that were deleted",
          "set inputs." + table.key() + ".format: delta");
    }
    List<Path> files = walk(path);
    if (files.isEmpty()) {
      throw Refusal.inputs(
          table.key() + ": no Parquet file in " + path,
          "a folder is read as every *.parquet below it, hidden ones left out",
          "correct inputs." + table.key() + ".path or put the files there");
    }
    return files;
  }

  /** Refuses a folder that is no Delta table. */
  static void delta(Table table, InputConfig input) {
    exists(table, input);
    if (!Files.isDirectory(input.path().resolve(DELTA_LOG))) {
      throw Refusal.inputs(
          table.key() + ": " + input.path() + " is no Delta table",
          "it has no folder " + DELTA_LOG,
          "correct inputs." + table.key() + ".path, or set its format: parquet");
    }
  }

  /** A file of an input as its listing shows it. */
  static SourceFile describe(Path input, Path file) {
    Path name = file.equals(input) ? file.getFileName() : input.relativize(file);
    try {
      return new SourceFile(
          name.toString(), Files.size(file), Files.getLastModifiedTime(file).toMillis());
    } catch (IOException gone) {
      throw Refusal.inputs(
          "cannot read " + file, gone.toString(), "put the file back, or start again without it");
    }
  }

  private static void exists(Table table, InputConfig input) {
    if (!Files.exists(input.path())) {
      throw Refusal.inputs(
          table.key() + ": nothing at " + input.path(),
          "neither a file nor a folder is there",
          "correct inputs." + table.key() + ".path; it is relative to the configuration's folder");
    }
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isData(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      throw Refusal.inputs(
          "cannot list " + folder, unreadable.toString(), "make the folder readable");
    }
  }

  private static boolean isData(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.startsWith(".") || name.startsWith("_")) {
        return false;
      }
    }
    return relative.toString().endsWith(".parquet");
  }
}

package io.basketwise.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a writer that was cut off leaves in a Delta table's folder. Delta's own vacuum spares it for
 * a week, because another writer may be about to commit it.
 */
final class Litter {
  private Litter() {}

  /**
   * Removes data files that belong to no version, and commits that were not finished.
   *
   * @param table its folder, with one for every month below or with files of its own
   * @param files the names of those that belong to a version
   */
  static void sweep(Path table, Set<String> files, Configuration hadoop) {
    try {
      FileSystem system = table.getFileSystem(hadoop);
      Predicate<String> uncommitted = name -> name.startsWith("part-") && !files.contains(name);
      delete(system, table, uncommitted);
      for (FileStatus month : months(system, table)) {
        delete(system, month.getPath(), uncommitted);
      }
      delete(
          system,
          new Path(table, "_delta_log"),
          name -> name.startsWith(".") && name.endsWith(".tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy " + table, e);
    }
  }

  private static FileStatus[] months(FileSystem system, Path table) throws IOException {
    return system.exists(table)
        ? system.listStatus(table, path -> path.getName().startsWith(Months.COLUMN + "="))
        : new FileStatus[0];
  }

  private static void delete(FileSystem system, Path folder, Predicate<String> litter)
      throws IOException {
    if (!system.exists(folder)) {
      return;
    }
    for (FileStatus file : system.listStatus(folder)) {
      if (file.isFile() && litter.test(file.getPath().getName())) {
        system.delete(file.getPath(), false);
      }
    }
  }
}

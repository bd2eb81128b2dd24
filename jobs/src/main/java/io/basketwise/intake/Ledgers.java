package io.basketwise.intake;

import io.basketwise.config.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The ledgers of a lake, one file a batch. A ledger is written before the commit that it belongs
 * to: one without a commit is never read, and is replaced by the next attempt.
 */
final class Ledgers {
  private static final String ERASED = "erased.json";

  /** What a killed replacement leaves: the new list, complete once the old one is gone. */
  private static final String NEXT = ".next";

  private final FileSystem files;
  private final Path folder;

  Ledgers(Path lake, Configuration hadoop) {
    try {
      this.files = lake.getFileSystem(hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + lake, e);
    }
    this.folder = new Path(lake, "intake");
  }

  /** The ledger of a batch; empty where it is lost or cannot be read. */
  Optional<Ledger> read(Table table, long batch) {
    try {
      return text(file(table, batch)).map(Ledger::fromJson);
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  void write(Table table, Ledger ledger) {
    write(file(table, ledger.batch()), ledger.toJson());
  }

  /** Who was erased; a damaged list is an error, because rows would come back without it. */
  Optional<Erased> erased() {
    return text(new Path(folder, ERASED))
        .or(() -> text(new Path(folder, ERASED + NEXT)))
        .map(Erased::fromJson);
  }

  /** Replaces the list of who was erased, as a whole or not at all. */
  void write(Erased erased) {
    Path file = new Path(folder, ERASED);
    Path next = new Path(folder, ERASED + NEXT);
    write(next, erased.toJson());
    try {
      files.delete(file, false);
      if (!files.rename(next, file)) {
        throw new IOException("cannot rename " + next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private Optional<String> text(Path file) {
    try {
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (FSDataInputStream in = files.open(file)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private void write(Path file, String text) {
    try (OutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Removes every ledger of a table but that of a batch. */
  void keepOnly(Table table, long batch) {
    try {
      Path wanted = file(table, batch);
      for (FileStatus ledger : files.listStatus(wanted.getParent())) {
        if (!ledger.getPath().getName().equals(wanted.getName())) {
          files.delete(ledger.getPath(), false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy " + folder, e);
    }
  }

  private Path file(Table table, long batch) {
    return new Path(new Path(folder, table.key()), batch + ".json");
  }
}

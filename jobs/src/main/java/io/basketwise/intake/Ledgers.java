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
    Path file = file(table, batch);
    try {
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (FSDataInputStream in = files.open(file)) {
        return Optional.of(Ledger.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException damaged) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  void write(Table table, Ledger ledger) {
    Path file = file(table, ledger.batch());
    try (OutputStream out = files.create(file, true)) {
      out.write(ledger.toJson().getBytes(StandardCharsets.UTF_8));
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

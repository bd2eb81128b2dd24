package io.basketwise.intake;

import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The ledgers of a lake, one file a batch. A ledger is written before the commit that it belongs
 * to: one without a commit is never read, and is replaced by the next attempt.
 */
final class Ledgers {
  private static final String ERASED = "erased.json";

  /** What a killed replacement may leave: the new file, whole; it counts where the old is gone. */
  private static final String NEXT = ".next";

  /** A file that is still being written; it never counts. */
  private static final String PART = ".part";

  private final FileSystem files;
  private final Path folder;

  Ledgers(Path lake, Configuration hadoop) {
    try {
      this.files = plain(lake.getFileSystem(hadoop));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + lake, e);
    }
    this.folder = new Path(lake, "intake");
  }

  /** This machine's files without checksums beside them, of which a kill could leave stale ones. */
  private static FileSystem plain(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  /** The ledger of a batch; empty where it is lost or damaged: all is then read again. */
  Optional<Ledger> read(Table table, long batch) {
    return text(file(table, batch)).flatMap(text -> parsed(text, Ledger::fromJson));
  }

  void write(Table table, Ledger ledger) {
    replace(file(table, ledger.batch()), ledger.toJson());
  }

  /** Who was erased; a damaged list is refused, because rows would come back without it. */
  Optional<Erased> erased() {
    Path file = new Path(folder, ERASED);
    return text(file)
        .map(text -> parsed(text, Erased::fromJson).orElseThrow(() -> damaged(file, text)));
  }

  void write(Erased erased) {
    replace(new Path(folder, ERASED), erased.toJson());
  }

  /** A damaged file may break any assumption, so that whatever is thrown means the same. */
  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static Refusal damaged(Path file, String text) {
    return Refusal.record(
        "The list of erased people is damaged: " + file,
        String.format(
            Locale.ROOT,
            "its %,d characters are not what an erasure writes; without it, rows of erased people"
                + " would be read again",
            text.length()),
        "bring it back from a backup; where there is none, delete the file and its .next, and erase"
            + " everybody again of whom there is a receipt");
  }

  /** Replaces a file as a whole or not at all, also where a rename replaces nothing. */
  private void replace(Path file, String text) {
    Path part = file.suffix(PART);
    Path next = file.suffix(NEXT);
    try {
      try (OutputStream out = files.create(part, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (files.exists(next) && !files.exists(file)) {
        rename(next, file);
      }
      files.delete(next, false);
      rename(part, next);
      files.delete(file, false);
      rename(next, file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** What was last written as a whole; damage that the file system finds leaves no text. */
  private Optional<String> text(Path file) {
    try {
      Path there = files.exists(file) ? file : file.suffix(NEXT);
      if (!files.exists(there)) {
        return Optional.empty();
      }
      try (FSDataInputStream in = files.open(there)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (ChecksumException damaged) {
      return Optional.of("");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Removes every ledger of a table but that of a batch, be it half replaced or whole. */
  void keepOnly(Table table, long batch) {
    try {
      Path wanted = file(table, batch);
      if (!files.exists(wanted) && files.exists(wanted.suffix(NEXT))) {
        rename(wanted.suffix(NEXT), wanted);
      }
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

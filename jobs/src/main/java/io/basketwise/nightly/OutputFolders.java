package io.basketwise.nightly;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.Mark;
import io.basketwise.storage.Outage;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** Makes sure, before any work is done, that its results can be written. */
final class OutputFolders {
  private static final String TRIAL = ".writable";

  /** A trial takes a moment: what is older than this a killed run has left. */
  private static final long ABANDONED_MILLIS = Duration.ofHours(1).toMillis();

  private OutputFolders() {}

  static void prepare(ShopConfig config) {
    for (Location place :
        List.of(config.lake(), config.artifacts(), Location.of(config.reports()))) {
      tryOut(
          place,
          () -> {
            if (place.local().isPresent()) {
              tryOut(place.local().get());
            } else {
              tryOut(Storage.files(place, Storage.settings(config)), Storage.path(place));
            }
          });
    }
    Path metrics = config.observe().metrics().toAbsolutePath();
    tryOut(Location.of(metrics), () -> tryOutFile(metrics));
  }

  /** Writes to a place what is gone again when it returns. */
  @FunctionalInterface
  private interface Trial {
    void run() throws IOException;
  }

  private static void tryOut(Location place, Trial trial) {
    try {
      trial.run();
    } catch (IOException e) {
      Outage.rethrow(place, e);
      throw Refusal.configuration(
          "Cannot write to " + place,
          e.toString(),
          "make it writable, or name another place under lake, artifacts, reports or metrics");
    }
  }

  private static void tryOutFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "a folder where a file should be");
    }
    tryOut(Objects.requireNonNull(file.getParent()));
  }

  private static void tryOut(Path folder) throws IOException {
    Files.createDirectories(folder);
    // Of one name, so that the next run removes what a killed one has left.
    Path trial = folder.resolve(TRIAL);
    Files.deleteIfExists(trial);
    Files.write(trial, new byte[0]);
    Files.deleteIfExists(trial);
  }

  /** Several may try at once, each with a file of its own. */
  static void tryOut(FileSystem files, org.apache.hadoop.fs.Path folder) throws IOException {
    var trial = new org.apache.hadoop.fs.Path(folder, TRIAL + "-" + Mark.next());
    files.create(trial, false).close();
    long now = files.getFileStatus(trial).getModificationTime();
    for (FileStatus other : files.listStatus(folder, file -> file.getName().startsWith(TRIAL))) {
      if (now - other.getModificationTime() > ABANDONED_MILLIS) {
        files.delete(other.getPath(), false);
      }
    }
    files.delete(trial, false);
  }
}

package io.basketwise.behaviour;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;

/**
 * A folder of the driver that tasks read: the folder itself where they run in the driver's process,
 * and else a copy that every executor fetches once.
 */
final class ShippedFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final boolean fetched;

  private ShippedFolder(String place, boolean fetched) {
    this.place = place;
    this.fetched = fetched;
  }

  /** Makes a folder readable by all tasks. */
  static ShippedFolder of(SparkContext spark, Path folder) {
    if (spark.isLocal()) {
      return new ShippedFolder(folder.toString(), false);
    }
    try {
      Path archive = Files.createTempFile("basketwise-version-", ".zip");
      archive.toFile().deleteOnExit();
      zip(folder, archive);
      spark.addArchive(archive.toUri().toString());
      return new ShippedFolder(archive.getFileName().toString(), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send " + folder + " to the executors", e);
    }
  }

  private static void zip(Path folder, Path archive) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /** Where a task finds the folder. */
  Path path() {
    return Path.of(fetched ? SparkFiles.get(place) : place);
  }
}

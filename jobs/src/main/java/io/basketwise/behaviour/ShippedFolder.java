package io.basketwise.behaviour;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the driver that tasks read: the folder itself where they run in the driver's process,
 * and else a copy in the working folder of every executor. It passes through the driver's memory,
 * which must hold it once.
 */
final class ShippedFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** An array holds no more. */
  static final long MOST_BYTES = Integer.MAX_VALUE - 16;

  /** What this process has unpacked, by the number of the broadcast. */
  private static final Map<Long, Path> UNPACKED = new ConcurrentHashMap<>();

  private final String place;
  private final @Nullable Broadcast<Map<String, byte[]>> files;

  private ShippedFolder(String place, @Nullable Broadcast<Map<String, byte[]>> files) {
    this.place = place;
    this.files = files;
  }

  /** Makes a folder readable by all tasks. */
  static ShippedFolder of(SparkContext spark, Path folder) {
    return new ShippedFolder(
        folder.toString(),
        spark.isLocal()
            ? null
            : JavaSparkContext.fromSparkContext(spark).broadcast(contents(folder)));
  }

  private static Map<String, byte[]> contents(Path folder) {
    Map<String, byte[]> contents = new HashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        refuseTooLarge(file, Files.size(file));
        contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send " + folder + " to the executors", e);
    }
    return contents;
  }

  static void refuseTooLarge(Path file, long bytes) {
    if (bytes > MOST_BYTES) {
      throw Refusal.configuration(
          "The version is too large to be sent to the executors",
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, more than %,d",
              file.getFileName(),
              bytes,
              MOST_BYTES),
          "lower affinity.neighbours or affinity.rank, or raise bundles.minSupport");
    }
  }

  /** Where a task finds the folder. */
  Path path() {
    return files == null
        ? Path.of(place)
        : UNPACKED.computeIfAbsent(files.id(), id -> unpack(id, files.value()));
  }

  private static Path unpack(long id, Map<String, byte[]> contents) {
    try {
      Path folder =
          Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "version-" + id + "-");
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack a version's files", e);
    }
  }
}

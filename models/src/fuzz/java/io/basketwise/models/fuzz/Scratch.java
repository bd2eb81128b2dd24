package io.basketwise.models.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a fuzzer writes again for each input, in memory where the system has such a place. */
final class Scratch {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Path FOLDER = create();

  private Scratch() {}

  private static Path create() {
    try {
      return Files.isWritable(SHARED_MEMORY)
          ? Files.createTempDirectory(SHARED_MEMORY, "basketwise-fuzz")
          : Files.createTempDirectory("basketwise-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /** Writes a new file, so that maps of the one before it stay whole. */
  static void write(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, bytes);
  }
}

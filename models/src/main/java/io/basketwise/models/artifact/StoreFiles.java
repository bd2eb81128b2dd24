package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How a store's folder is changed so that a reader, or a crash, never meets half of a change. */
final class StoreFiles {
  private static final String LOCK = ".store-lock";
  private static final String REMOVED = ".removed-";

  /** The operating system's lock knows processes; threads of one process wait here. */
  private static final Object THREADS = new Object();

  private final Path root;

  StoreFiles(Path root) {
    this.root = root;
  }

  /** A change of the store. */
  @FunctionalInterface
  interface Change<T> {
    T make() throws IOException;
  }

  /** Makes a change while nobody else makes one: waits for whoever is at it, which is short. */
  <T> T alone(Change<T> change) {
    synchronized (THREADS) {
      try {
        Files.createDirectories(root);
        try (FileChannel channel =
            FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock();
          return change.make();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Replaces a file of a folder by a text, durably and at once. */
  static void replace(Path folder, String name, String text) throws IOException {
    Path next = folder.resolve("." + name + ".next");
    Files.writeString(next, text, UTF_8);
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    VersionFolder.syncFolder(folder);
  }

  /** Gives a finished folder its place in another, durably and at once. */
  static void moveIn(Path staged, Path parent, String name) throws IOException {
    VersionFolder.sync(staged);
    Files.createDirectories(parent);
    Files.move(staged, parent.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    VersionFolder.syncFolder(parent);
  }

  /**
   * Takes a folder away at once, then deletes it, and with it what a crash has left of an earlier
   * removal.
   */
  void remove(Path folder) throws IOException {
    Path aside = root.resolve(REMOVED + folder.getFileName());
    delete(aside);
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> children = Files.list(root)) {
      for (Path child : children.toList()) {
        if (String.valueOf(child.getFileName()).startsWith(REMOVED)) {
          delete(child);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}

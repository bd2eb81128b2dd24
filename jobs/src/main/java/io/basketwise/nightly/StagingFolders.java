package io.basketwise.nightly;

import io.basketwise.models.artifact.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders in which a run stages versions; what was not published is gone when it ends. */
final class StagingFolders implements AutoCloseable {
  private static final String PREFIX = ".staging-";

  private final ArtifactStore store;
  private final List<Path> folders = new ArrayList<>();

  private StagingFolders(ArtifactStore store) {
    this.store = store;
  }

  ArtifactStore store() {
    return store;
  }

  Path next() {
    Path folder = store.stage();
    folders.add(folder);
    return folder;
  }

  /** Removes what a killed run has left, and starts anew. */
  static StagingFolders sweep(Path artifacts) {
    try (Stream<Path> children = Files.list(artifacts)) {
      children
          .filter(child -> child.getFileName().toString().startsWith(PREFIX))
          .forEach(StagingFolders::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot sweep " + artifacts, e);
    }
    return new StagingFolders(new ArtifactStore(artifacts));
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  @Override
  public void close() {
    folders.stream().filter(Files::exists).forEach(StagingFolders::delete);
  }
}

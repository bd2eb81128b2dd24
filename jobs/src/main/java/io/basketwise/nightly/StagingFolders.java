package io.basketwise.nightly;

import io.basketwise.storage.Folders;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folders in which a run stages versions; what was not published is gone when it ends. */
final class StagingFolders implements AutoCloseable {
  private static final String PREFIX = ".staging-";

  private final StoreCopy artifacts;
  private final List<Path> folders = new ArrayList<>();

  private StagingFolders(StoreCopy artifacts) {
    this.artifacts = artifacts;
  }

  StoreCopy artifacts() {
    return artifacts;
  }

  Path next() {
    Path folder = artifacts.store().stage();
    folders.add(folder);
    return folder;
  }

  /** Removes what a killed run has left, and starts anew. */
  static StagingFolders sweep(StoreCopy artifacts) {
    try (Stream<Path> children = Files.list(artifacts.folder())) {
      children
          .filter(child -> child.getFileName().toString().startsWith(PREFIX))
          .forEach(StagingFolders::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot sweep " + artifacts.folder(), e);
    }
    return new StagingFolders(artifacts);
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  @Override
  public void close() {
    folders.stream().filter(Files::exists).forEach(StagingFolders::delete);
  }
}

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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The published versions of a shop: {@code versions/<id>} and the file {@code CURRENT} that names
 * the live one. One process publishes at a time; any number read.
 */
public final class ArtifactStore {
  private static final String CURRENT = "CURRENT";
  private static final long MAX_CURRENT_BYTES = 64;
  private static final String VERSION_ID = "[0-9]{8}-[0-9a-f]{12}";

  private final Path root;
  private final Path versions;

  /** A store below a folder, which need not exist before something is staged. */
  public ArtifactStore(Path root) {
    this.root = root;
    this.versions = root.resolve("versions");
  }

  /** The ids of all versions, oldest date first. */
  public List<String> versions() {
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      return folders
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> name.matches(VERSION_ID))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the live version, if one was published. */
  public Optional<String> current() {
    Path file = root.resolve(CURRENT);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      String id = VersionFolder.text(file, MAX_CURRENT_BYTES).strip();
      checkId(file, id);
      return Optional.of(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another text whenever CURRENT is written, even if it names the same version; empty without. */
  public String stamp() {
    Path file = root.resolve(CURRENT);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.lastModifiedTime() + " " + attributes.fileKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkId(Path where, String id) {
    if (!id.matches(VERSION_ID)) {
      throw ArtifactException.damaged(
          where, "\"" + JsonObject.brief(id) + "\"", "a version id such as 20261101-0123456789ab");
    }
  }

  /** The folder of a version; one that does not exist is missing, a link to one is refused. */
  public Path folder(String version) {
    if (!version.matches(VERSION_ID) || !Files.isDirectory(versions.resolve(version))) {
      throw ArtifactException.missing(
          versions, "no version \"" + version + "\"", "one of " + versions());
    }
    Path folder = versions.resolve(version);
    if (Files.isSymbolicLink(folder)) {
      throw ArtifactException.damaged(folder, "a symbolic link", "the version's own folder");
    }
    return folder;
  }

  /** The folder of the live version. */
  public Path live() {
    return folder(
        current()
            .orElseThrow(
                () ->
                    ArtifactException.missing(
                        root.resolve(CURRENT), "no such file", "the id of the live version")));
  }

  /** A fresh, empty folder beside the versions, on the same file system. */
  public Path stage() {
    try {
      Files.createDirectories(root);
      int number = 1;
      while (Files.exists(root.resolve(".staging-" + number), LinkOption.NOFOLLOW_LINKS)) {
        number++;
      }
      // Not a temporary folder of the JDK: that would be closed to the user who serves it.
      return Files.createDirectory(root.resolve(".staging-" + number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a staged folder the live version, after it has proved good in full. Whatever fails, the
   * live version stays live and untouched.
   */
  public String publish(Path staged) {
    try {
      Manifest manifest = Artifact.verify(staged);
      String id = manifest.version();
      Path target = versions.resolve(id);
      if (Files.isDirectory(target)) {
        checkSame(target, manifest);
      } else {
        moveIn(staged, target);
      }
      replaceCurrent(id);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkSame(Path target, Manifest manifest) {
    Manifest published = Artifact.verify(target);
    if (!published.files().equals(manifest.files())) {
      throw ArtifactException.damaged(
          target, "other files under the same id", "the files that were staged");
    }
  }

  private void moveIn(Path staged, Path target) throws IOException {
    VersionFolder.sync(staged);
    Files.createDirectories(versions);
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    VersionFolder.syncFolder(versions);
  }

  private void replaceCurrent(String id) throws IOException {
    Path next = root.resolve("." + CURRENT + ".next");
    Files.writeString(next, id + "\n", UTF_8);
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        next,
        root.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    VersionFolder.syncFolder(root);
  }
}

package io.basketwise.models.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The published versions of a shop: {@code versions/<id>}, the file {@code CURRENT} that names the
 * live one, {@code history.json} with what happened to them, and {@code refused/<id>} for the last
 * version that was refused. Changes wait for each other; any number read.
 */
public final class ArtifactStore {
  private static final String CURRENT = "CURRENT";
  private static final long MAX_CURRENT_BYTES = 64;
  private static final String HISTORY = "history.json";
  private static final long MAX_HISTORY_BYTES = 1 << 20;
  private static final String VERSION_ID = "[0-9]{8}-[0-9a-f]{12}";

  private static final int DATE_LENGTH = "20261101".length();

  private final Path root;
  private final Path versions;
  private final Path refused;
  private final StoreFiles files;
  private final Consumer<Path> complete;

  /** A store below a folder, which need not exist before something is staged. */
  public ArtifactStore(Path root) {
    this(root, version -> {});
  }

  /**
   * A store whose versions may lack everything but their manifests until they are asked for.
   *
   * @param complete brings the rest of a version's folder; told before each is handed out
   */
  public ArtifactStore(Path root, Consumer<Path> complete) {
    this.root = root;
    this.complete = complete;
    this.versions = root.resolve("versions");
    this.refused = root.resolve("refused");
    this.files = new StoreFiles(root);
  }

  /** The ids of all versions, oldest date first. */
  public List<String> versions() {
    return ids(versions);
  }

  private static List<String> ids(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
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

  /**
   * The folder of a version; one that does not exist is missing, a link to one is refused, and so
   * is another version under its name.
   */
  public Path folder(String version) {
    return whole(existing(versions, version));
  }

  /** The manifest of a version; another version's under its name is refused. */
  public Manifest manifest(String version) {
    return VersionFolder.named(existing(versions, version));
  }

  /** With all of its files, and what its name says. */
  private Path whole(Path folder) {
    complete.accept(folder);
    VersionFolder.named(folder);
    return folder;
  }

  private static Path existing(Path parent, String version) {
    if (!version.matches(VERSION_ID) || !Files.isDirectory(parent.resolve(version))) {
      throw ArtifactException.missing(
          parent, "no version \"" + version + "\"", "one of " + ids(parent));
    }
    Path folder = parent.resolve(version);
    if (Files.isSymbolicLink(folder)) {
      throw ArtifactException.damaged(folder, "a symbolic link", "the version's own folder");
    }
    return folder;
  }

  /** The folder of the live version. */
  public Path live() {
    return folder(current().orElseThrow(this::nothingLive));
  }

  private ArtifactException nothingLive() {
    return ArtifactException.missing(
        root.resolve(CURRENT), "no such file", "the id of the live version");
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

  /** What the store remembers of its versions; a store that nothing was written to, nothing. */
  public StoreHistory history() {
    Path file = root.resolve(HISTORY);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return StoreHistory.EMPTY;
    }
    try {
      return StoreHistory.fromJson(VersionFolder.text(file, MAX_HISTORY_BYTES));
    } catch (JsonException e) {
      throw ArtifactException.damagedHistory(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a staged folder the live version, after it has proved good in full. Where the live
   * version is of a later as-of date it stays live, and the new one lies beside it. Whatever fails,
   * the live version stays live and untouched. One of the same id that was kept aside goes. A
   * version that was rolled back does not come back this way: ask {@link #history} first.
   */
  public String publish(Path staged) {
    Manifest manifest = Artifact.verify(staged);
    String id = manifest.version();
    return files.alone(
        () -> {
          if (history().rollbackOf(id).isPresent()) {
            throw new IllegalStateException("version " + id + " was rolled back");
          }
          Path target = versions.resolve(id);
          if (Files.isDirectory(target)) {
            checkSame(whole(target), manifest);
          } else {
            StoreFiles.moveIn(staged, versions, id);
          }
          dropRefused(id);
          if (current().stream().noneMatch(live -> isLater(live, id))) {
            makeLive(new StoreHistory.Event(id, manifest.createdAt(), "published"));
          }
          return id;
        });
  }

  /** Whether a version is of a later as-of date than another: ids begin with it. */
  public static boolean isLater(String version, String other) {
    return version.substring(0, DATE_LENGTH).compareTo(other.substring(0, DATE_LENGTH)) > 0;
  }

  private static void checkSame(Path target, Manifest manifest) {
    Manifest published = Artifact.verify(target);
    if (!published.files().equals(manifest.files())) {
      throw ArtifactException.damaged(
          target, "other files under the same id", "the files that were staged");
    }
  }

  /** The memory is written first: a crash in between is one publication too many in it. */
  private void makeLive(StoreHistory.Event event) throws IOException {
    StoreHistory history = history();
    StoreHistory next = history.published(event);
    if (!next.equals(history)) {
      StoreFiles.replace(root, HISTORY, next.toJson());
    }
    StoreFiles.replace(root, CURRENT, event.version() + "\n");
  }

  /**
   * Makes an existing version live again, whether it was rolled back or not, after it has proved
   * good in full.
   */
  public void publishAgain(StoreHistory.Event event) {
    Artifact.verify(folder(event.version()));
    files.alone(
        () -> {
          makeLive(event);
          return event;
        });
  }

  /**
   * Where a rollback went.
   *
   * @param from the version that was live
   * @param to the one that is
   * @param unusable why versions in between were passed over, by id
   */
  public record Rollback(String from, String to, Map<String, String> unusable) {}

  /**
   * Makes the version live that was live before, and remembers the one that was as rolled back. The
   * new one must open and answer its golden moments; its bytes were checked when it was published.
   */
  public Rollback rollback(Instant at, String reason) {
    return files.alone(
        () -> {
          String from = current().orElseThrow(this::nothingLive);
          return rollback(new StoreHistory.Event(from, at, reason));
        });
  }

  private Rollback rollback(StoreHistory.Event event) throws IOException {
    StoreHistory history = history();
    Map<String, String> unusable = new LinkedHashMap<>();
    String target =
        target(history, event.version(), unusable)
            .orElseThrow(
                () ->
                    ArtifactException.missing(
                        versions,
                        nowhere(unusable),
                        "one that was live before " + event.version()));
    // Whoever crashes here finds the live version among those rolled back, and rolls back again.
    StoreFiles.replace(root, HISTORY, history.rolledBack(event).toJson());
    makeLive(new StoreHistory.Event(target, event.at(), "rolled back from " + event.version()));
    return new Rollback(event.version(), target, Collections.unmodifiableMap(unusable));
  }

  private static String nowhere(Map<String, String> unusable) {
    String nowhere = "no version to go back to";
    return unusable.isEmpty()
        ? nowhere
        : nowhere + ", since none of these can be used: " + String.join("; ", unusable.values());
  }

  private Optional<String> target(StoreHistory history, String from, Map<String, String> unusable) {
    for (String target : history.before(from, versions())) {
      try {
        Artifact.rehearse(folder(target));
        return Optional.of(target);
      } catch (ArtifactException e) {
        unusable.put(target, String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** The version that a rollback would make live; empty where there is none. */
  public Optional<String> rollbackTarget() {
    StoreHistory history = history();
    return current().flatMap(live -> target(history, live, new LinkedHashMap<>()));
  }

  /**
   * The ids of the versions that were refused and are kept aside, oldest date first. One that lies
   * among the versions as well, where a crash has left it, is theirs.
   */
  public List<String> refused() {
    List<String> published = versions();
    return ids(refused).stream().filter(id -> !published.contains(id)).toList();
  }

  private void dropRefused(String id) throws IOException {
    if (Files.isDirectory(refused.resolve(id))) {
      files.remove(refused.resolve(id));
    }
  }

  /** The folder of a version that is kept aside. */
  public Path refusedFolder(String version) {
    return whole(existing(refused, version));
  }

  /** The manifest of a version that is kept aside. */
  public Manifest refusedManifest(String version) {
    return VersionFolder.named(existing(refused, version));
  }

  /**
   * Keeps a staged version that was refused, in the place of the one before it.
   *
   * @param gates the verdicts that refused it, for its manifest
   * @return its id; empty, and nothing is kept, when it exists among the versions already
   */
  public Optional<String> keepRefused(Path staged, List<Object> gates) {
    Manifest manifest = Artifact.verify(staged).judged(gates);
    String id = manifest.version();
    return files.alone(
        () -> {
          if (versions().contains(id)) {
            return Optional.empty();
          }
          StoreFiles.replace(staged, Manifest.FILE, manifest.toJson());
          for (String other : ids(refused)) {
            files.remove(refused.resolve(other));
          }
          StoreFiles.moveIn(staged, refused, id);
          return Optional.of(id);
        });
  }

  /** Publishes a version that was refused; its manifest tells so from then on. */
  public void publishRefused(StoreHistory.Event event) {
    Path folder = refusedFolder(event.version());
    Manifest manifest = Artifact.verify(folder);
    files.alone(
        () -> {
          StoreFiles.replace(
              folder, Manifest.FILE, manifest.forced(event.at(), event.reason()).toJson());
          StoreFiles.moveIn(folder, versions, event.version());
          makeLive(event);
          return event;
        });
  }

  /**
   * Removes a version that is not live. Whoever has it open keeps its maps where a deleted file
   * lives on until it is closed, as on Linux; elsewhere the removal fails and the version stays.
   */
  public void remove(String version) {
    files.alone(
        () -> {
          if (current().filter(version::equals).isPresent()) {
            throw new IllegalArgumentException("version " + version + " is live");
          }
          Path folder = existing(versions, version);
          dropRefused(version);
          files.remove(folder);
          return version;
        });
  }
}

package io.basketwise.models.artifact;

import io.basketwise.models.format.DamagedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One version, opened: its tables are memory-mapped and nothing is copied, so that opening takes no
 * longer for a larger version than its offsets ask for. {@link #open} checks the structure and all
 * small files, {@link #openVerified} every byte; either way no value of a table leads outside it.
 *
 * <p>It is safe for use by many threads. After {@link #close} the tables are refused; the maps
 * themselves are released by the garbage collector once nobody holds them, never under a reader.
 */
public final class Artifact implements AutoCloseable {
  /** Files up to this size are hashed when a version is opened. */
  private static final long SMALL_FILE_BYTES = 1 << 20;

  /** It names every file of the inputs, some hundred bytes each. */
  private static final long MAX_MANIFEST_BYTES = 1 << 24;

  private final Path folder;
  private final Manifest manifest;
  private final Items items;
  private final Bundles bundles;
  private final Affinity affinity;
  private final Optional<Behaviour> behaviour;
  private final Policy policy;
  private volatile boolean closed;

  private Artifact(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    items = read(folder.resolve(Items.FILE), Items::open);
    bundles = read(folder.resolve(Bundles.FILE), path -> Bundles.open(path, items.size()));
    affinity = read(folder.resolve(Affinity.FILE), path -> Affinity.open(path, items.size()));
    behaviour =
        manifest.names(Behaviour.FILE)
            ? Optional.of(
                read(folder.resolve(Behaviour.FILE), path -> Behaviour.open(path, items.size())))
            : Optional.empty();
    policy = read(folder.resolve(Policy.FILE), Artifact::readPolicy);
  }

  private Artifact(Artifact other, Policy policy) {
    folder = other.folder;
    manifest = other.manifest;
    items = other.items();
    bundles = other.bundles();
    affinity = other.affinity();
    behaviour = other.behaviour();
    this.policy = policy;
  }

  /** The same tables under another policy, to try one before it is published. */
  public Artifact with(Policy other) {
    return new Artifact(this, other);
  }

  /** Reads one file of a version. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(Path path) throws IOException;
  }

  private static <T> T read(Path path, Reader<T> reader) {
    try {
      return reader.read(path);
    } catch (DamagedFileException e) {
      throw ArtifactException.damaged(path, e);
    } catch (JsonException e) {
      throw ArtifactException.damaged(
          path, String.valueOf(e.getMessage()), "what the format's writer writes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Policy readPolicy(Path path) throws IOException {
    if (Json.read(VersionFolder.text(path, Policy.MAX_BYTES)) instanceof Map<?, ?> tree) {
      return Policy.of(Json.canonicalObject(tree));
    }
    throw new JsonException("a policy that is no object");
  }

  /** The tables of a folder whose manifest is still being written. */
  static Artifact of(Path folder, Manifest manifest) {
    return new Artifact(folder, manifest);
  }

  /**
   * Opens a version's folder. A version of another format, or one that is damaged in a way that can
   * be seen without reading all of it, is an {@link ArtifactException}.
   */
  public static Artifact open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw ArtifactException.missing(folder, "no such folder", "a version's folder");
    }
    Manifest manifest = manifest(folder);
    try {
      checkFiles(folder, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Artifact(folder, manifest);
  }

  /** The table of contents of a version's folder, whose other files are left unread. */
  public static Manifest manifest(Path folder) {
    return read(folder.resolve(Manifest.FILE), Artifact::readManifest);
  }

  private static Manifest readManifest(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw ArtifactException.missing(path, "no such file", "the version's manifest");
    }
    String text = VersionFolder.text(path, MAX_MANIFEST_BYTES);
    long format = Manifest.formatVersionOf(text);
    String found = "format version " + format;
    String expected = "format version " + Manifest.FORMAT_VERSION;
    if (format < Manifest.FORMAT_VERSION) {
      throw ArtifactException.tooOld(path, found, expected);
    }
    if (format > Manifest.FORMAT_VERSION) {
      throw ArtifactException.tooNew(path, found, expected);
    }
    return Manifest.fromJson(text);
  }

  private static void checkFiles(Path folder, Manifest manifest) throws IOException {
    Path manifestFile = folder.resolve(Manifest.FILE);
    var named = new TreeSet<String>();
    for (FileEntry entry : manifest.files()) {
      named.add(entry.path());
      Path file = VersionFolder.checked(folder, entry);
      if (entry.sizeBytes() <= SMALL_FILE_BYTES) {
        VersionFolder.checkDigest(file, entry);
      }
    }
    for (String name : List.of(Items.FILE, Bundles.FILE, Affinity.FILE, Policy.FILE, Golden.FILE)) {
      if (!named.contains(name)) {
        throw ArtifactException.damaged(manifestFile, "no entry for " + name, "one");
      }
    }
    String id = Manifest.versionId(manifest.asOf(), manifest.files());
    if (!id.equals(manifest.version())) {
      throw ArtifactException.damaged(manifestFile, "version " + manifest.version(), id);
    }
  }

  /**
   * Opens a version's folder after checking every byte and every value, that nothing else is in the
   * folder, and that its golden moments are answered as they were. That takes as long as reading
   * all of it, and leaves it in memory and the code warm.
   */
  public static Artifact openVerified(Path folder) {
    Artifact artifact = open(folder);
    try {
      artifact.checkBytes();
      artifact.items.verify();
      artifact.bundles.verify();
      artifact.affinity.verify();
      Tally.check(folder, artifact.items, artifact.bundles, artifact.affinity);
      artifact.behaviour.ifPresent(Behaviour::verify);
      Golden.replay(folder, artifact);
      return artifact;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks what can be checked in a moment: that a version opens and answers its golden moments.
   */
  static void rehearse(Path folder) {
    try (Artifact artifact = open(folder)) {
      Golden.replay(folder, artifact);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkBytes() throws IOException {
    var expected = new TreeSet<String>(List.of(Manifest.FILE));
    for (FileEntry entry : manifest.files()) {
      VersionFolder.checkDigest(VersionFolder.checked(folder, entry), entry);
      expected.add(entry.path());
    }
    for (String path : VersionFolder.paths(folder)) {
      if (!expected.contains(path)) {
        throw ArtifactException.damaged(
            folder.resolve(path), "a file", "only files that the manifest names");
      }
    }
  }

  /** Checks a version as {@link #openVerified} does. */
  public static Manifest verify(Path folder) {
    try (Artifact artifact = openVerified(folder)) {
      return artifact.manifest();
    }
  }

  private <T> T live(T table) {
    if (closed) {
      throw new IllegalStateException("version " + manifest.version() + " is closed");
    }
    return table;
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** The table of contents. */
  public Manifest manifest() {
    return manifest;
  }

  /** The items. */
  public Items items() {
    return live(items);
  }

  /** Itemsets and rules. */
  public Bundles bundles() {
    return live(bundles);
  }

  /** Neighbours, factors and blend. */
  public Affinity affinity() {
    return live(affinity);
  }

  /** Why people shop and when to stay quiet, if the version was made of sessions. */
  public Optional<Behaviour> behaviour() {
    return live(behaviour);
  }

  /** The policy. */
  public Policy policy() {
    return live(policy);
  }

  @Override
  public void close() {
    closed = true;
  }
}

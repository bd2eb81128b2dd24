package io.basketwise.storage;

import io.basketwise.config.Location;
import io.delta.storage.AzureLogStore;
import io.delta.storage.GCSLogStore;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LogStore;
import io.delta.storage.S3SingleDriverLogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.PathIOException;

/**
 * The artifacts of a shop on a Hadoop file system, and a folder of this machine that stands for
 * them: it has the manifests of all versions, and the versions that were asked for. Versions never
 * change, so that one is there as soon as its manifest is, which is written last; what names the
 * live one is a single file, replaced at once on every file system that Delta knows.
 */
final class RemoteStore {
  private static final List<String> PARENTS = List.of("versions", "refused");
  private static final String MANIFEST = "manifest.json";
  private static final String CURRENT = "CURRENT";
  private static final String HISTORY = "history.json";
  private static final int ATTEMPTS = 2;
  private static final int READS = 3;
  private static final byte[] NOTHING = {};

  private final Configuration settings;
  private final FileSystem files;
  private final org.apache.hadoop.fs.Path root;

  /** Versions of which this machine has the manifest alone, and where the rest lies. */
  private final Map<Path, org.apache.hadoop.fs.Path> listed = new HashMap<>();

  RemoteStore(Location place, Configuration settings) {
    this(Storage.files(place, settings), Storage.path(place), settings);
  }

  RemoteStore(FileSystem files, org.apache.hadoop.fs.Path root, Configuration settings) {
    this.settings = settings;
    this.files = files;
    this.root = root;
  }

  FileSystem files() {
    return files;
  }

  org.apache.hadoop.fs.Path root() {
    return root;
  }

  /**
   * Makes the folder of this machine what the store is, or was a moment ago, but for the versions'
   * files, of which it has the manifests: {@link #complete} brings the rest. The live version and
   * the memory are read before the versions, so that they name none that is not listed. Where
   * versions go meanwhile, all is looked at once more.
   */
  void pull(Path folder) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (pulled(folder)) {
        return;
      }
    }
    throw new IOException(root + " changed again and again while it was copied");
  }

  private boolean pulled(Path folder) throws IOException {
    // The writer's order turned round: a memory that is ahead of the live version does no harm.
    Optional<byte[]> current = bytes(CURRENT);
    Optional<byte[]> history = bytes(HISTORY);
    for (String parent : PARENTS) {
      Set<String> theirs = complete(parent);
      for (String ours : local(folder.resolve(parent))) {
        if (!theirs.contains(ours)) {
          Folders.delete(folder.resolve(parent).resolve(ours));
          listed.remove(folder.resolve(parent).resolve(ours));
        }
      }
      for (String id : theirs) {
        if (!Files.exists(folder.resolve(parent).resolve(id)) && !list(folder, parent, id)) {
          return false;
        }
      }
    }
    if (!Arrays.equals(current.orElse(NOTHING), bytes(CURRENT).orElse(NOTHING))) {
      // What it named may have been pruned before the versions were listed.
      return false;
    }
    keep(folder.resolve(HISTORY), history);
    keep(folder.resolve(CURRENT), current);
    return true;
  }

  /** A small file; on S3 one that is replaced between its opening and its reading is read again. */
  private Optional<byte[]> bytes(String name) throws IOException {
    for (int attempt = 1; true; attempt++) {
      try (InputStream in = files.open(new org.apache.hadoop.fs.Path(root, name))) {
        return Optional.of(in.readAllBytes());
      } catch (FileNotFoundException absent) {
        return Optional.empty();
      } catch (PathIOException replaced) {
        if (attempt == READS) {
          throw replaced;
        }
      }
    }
  }

  private static void keep(Path file, Optional<byte[]> bytes) throws IOException {
    if (bytes.isPresent()) {
      Files.write(file, bytes.get());
    } else {
      Files.deleteIfExists(file);
    }
  }

  /** Copies a version's manifest; false when it went meanwhile. */
  private boolean list(Path folder, String parent, String id) throws IOException {
    Optional<byte[]> manifest = bytes(String.join("/", parent, id, MANIFEST));
    if (manifest.isEmpty()) {
      return false;
    }
    Path version = folder.resolve(parent).resolve(id);
    Files.createDirectories(version);
    Files.write(version.resolve(MANIFEST), manifest.get());
    listed.put(version, path(parent, id));
    return true;
  }

  /** Copies what a listed version still lacks; any other lacks nothing. */
  void complete(Path version) throws IOException {
    org.apache.hadoop.fs.Path theirs = listed.get(version);
    if (theirs == null) {
      return;
    }
    try {
      copyAll(theirs, version);
    } catch (FileNotFoundException gone) {
      throw went(theirs);
    }
    // A version that goes loses its manifest first: where that still is, all was copied.
    if (!isComplete(theirs)) {
      throw went(theirs);
    }
    listed.remove(version);
  }

  private static IOException went(org.apache.hadoop.fs.Path version) {
    return new IOException(version + " was removed while it was copied; another try may do");
  }

  private void copyAll(org.apache.hadoop.fs.Path version, Path target) throws IOException {
    List<String> names = new ArrayList<>();
    var all = files.listFiles(version, true);
    while (all.hasNext()) {
      names.add(below(version, all.next().getPath()));
    }
    names.remove(MANIFEST);
    for (String name : names) {
      Files.createDirectories(target.resolve(name).getParent());
      copy(new org.apache.hadoop.fs.Path(version, name), target.resolve(name));
    }
  }

  private static String below(org.apache.hadoop.fs.Path folder, org.apache.hadoop.fs.Path file) {
    return file.toUri().getPath().substring(folder.toUri().getPath().length() + 1);
  }

  private void copy(org.apache.hadoop.fs.Path remote, Path local) throws IOException {
    try (InputStream in = files.open(remote);
        OutputStream out = Files.newOutputStream(local)) {
      in.transferTo(out);
    }
  }

  /**
   * Makes the store what the folder of this machine is: new versions first, then the memory, then
   * the live one; what is gone goes last.
   *
   * @param check asked before each change of what was there, refuses when others may change it too
   */
  void push(Path folder, Runnable check) throws IOException {
    for (String parent : PARENTS) {
      Set<String> theirs = complete(parent);
      for (String id : local(folder.resolve(parent))) {
        // One that was listed and is gone was pruned by somebody who took the lock away.
        if (!theirs.contains(id) && !listed.containsKey(folder.resolve(parent).resolve(id))) {
          send(folder, parent, id);
        }
      }
    }
    for (String name : List.of(HISTORY, CURRENT)) {
      if (Files.exists(folder.resolve(name))) {
        check.run();
        replace(name, Files.readAllLines(folder.resolve(name)));
      }
    }
    for (String parent : PARENTS) {
      Set<String> ours = local(folder.resolve(parent));
      for (String id : remote(parent)) {
        if (!ours.contains(id)) {
          check.run();
          // The manifest first: without it the rest is nothing, whatever happens in between.
          files.delete(new org.apache.hadoop.fs.Path(path(parent, id), MANIFEST), false);
          files.delete(path(parent, id), true);
        }
      }
    }
  }

  private void send(Path folder, String parent, String id) throws IOException {
    Path version = folder.resolve(parent).resolve(id);
    try (Stream<Path> all = Files.walk(version)) {
      List<String> names =
          all.filter(Files::isRegularFile)
              .map(file -> version.relativize(file).toString())
              .filter(name -> !name.equals(MANIFEST))
              .sorted()
              .toList();
      for (String name : names) {
        send(version.resolve(name), new org.apache.hadoop.fs.Path(path(parent, id), name));
      }
    }
    send(version.resolve(MANIFEST), new org.apache.hadoop.fs.Path(path(parent, id), MANIFEST));
  }

  private void send(Path local, org.apache.hadoop.fs.Path remote) throws IOException {
    try (OutputStream out = files.create(remote, true)) {
      Files.copy(local, out);
    }
  }

  private void replace(String name, List<String> lines) throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(root, name);
    log().write(file, lines.iterator(), true, settings);
  }

  /** Delta's own way to write a file at once on each kind of store. */
  private LogStore log() {
    return switch (files.getScheme()) {
      case "s3", "s3a", "s3n" -> new S3SingleDriverLogStore(settings);
      case "abfs", "abfss", "wasb", "wasbs" -> new AzureLogStore(settings);
      case "gs" -> new GCSLogStore(settings);
      default -> new HDFSLogStore(settings);
    };
  }

  private Set<String> complete(String parent) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String id : remote(parent)) {
      if (isComplete(path(parent, id))) {
        ids.add(id);
      }
    }
    return ids;
  }

  private boolean isComplete(org.apache.hadoop.fs.Path version) throws IOException {
    return files.exists(new org.apache.hadoop.fs.Path(version, MANIFEST));
  }

  private Set<String> remote(String parent) throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(root, parent);
    Set<String> ids = new TreeSet<>();
    if (files.exists(folder)) {
      Arrays.stream(files.listStatus(folder))
          .filter(FileStatus::isDirectory)
          .forEach(status -> ids.add(status.getPath().getName()));
    }
    return ids;
  }

  private static Set<String> local(Path parent) throws IOException {
    Set<String> ids = new TreeSet<>();
    if (Files.isDirectory(parent)) {
      try (Stream<Path> all = Files.list(parent)) {
        all.forEach(folder -> ids.add(folder.getFileName().toString()));
      }
    }
    return ids;
  }

  private org.apache.hadoop.fs.Path path(String parent, String id) {
    return new org.apache.hadoop.fs.Path(new org.apache.hadoop.fs.Path(root, parent), id);
  }
}

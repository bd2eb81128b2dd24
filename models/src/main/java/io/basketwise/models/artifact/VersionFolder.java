package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of one version's folder: found, read and made durable without leaving the folder. */
final class VersionFolder {
  /**
   * No text of JSON, however many small values it has, takes more of the heap than this times its
   * bytes.
   */
  private static final long HEAP_PER_BYTE = 96;

  private VersionFolder() {}

  /** Every file below a folder but the manifest, hashed, by path. */
  static List<FileEntry> scan(Path folder) throws IOException {
    var entries = new ArrayList<FileEntry>();
    for (String path : paths(folder)) {
      if (!path.equals(Manifest.FILE)) {
        Path file = folder.resolve(path);
        entries.add(new FileEntry(path, Files.size(file), Sha256.of(file)));
      }
    }
    return entries;
  }

  /** The paths of all files below a folder, with slashes, sorted; anything else is refused. */
  static List<String> paths(Path folder) throws IOException {
    var paths = new ArrayList<String>();
    try (Stream<Path> walk = Files.walk(folder, new FileVisitOption[0])) {
      for (Path path : walk.sorted().toList()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          paths.add(relative(folder, path));
        } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          throw ArtifactException.damaged(path, "a link or a device", "plain files and folders");
        }
      }
    }
    paths.sort(String::compareTo);
    return paths;
  }

  private static String relative(Path folder, Path path) {
    var parts = new ArrayList<String>();
    folder.relativize(path).forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  /** A file that the manifest names: there, not reached by a link, of the size that it says. */
  static Path checked(Path folder, FileEntry entry) throws IOException {
    Path file = folder;
    for (String part : entry.path().split("/", -1)) {
      file = file.resolve(part);
      if (Files.isSymbolicLink(file)) {
        throw ArtifactException.damaged(file, "a symbolic link", "a plain file or folder");
      }
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw ArtifactException.damaged(file, "no such file", entry.sizeBytes() + " bytes");
    }
    if (Files.size(file) != entry.sizeBytes()) {
      throw ArtifactException.damaged(
          file, Files.size(file) + " bytes", entry.sizeBytes() + " bytes");
    }
    return file;
  }

  /**
   * The manifest of a folder; readers tell a version by its folder's name, which must be its own.
   */
  static Manifest named(Path folder) {
    Manifest manifest = Artifact.manifest(folder);
    String found = manifest.version();
    String expected = String.valueOf(folder.getFileName());
    if (!found.equals(expected)) {
      throw ArtifactException.damaged(
          folder.resolve(Manifest.FILE), "version " + found, "version " + expected);
    }
    return manifest;
  }

  static void checkDigest(Path file, FileEntry entry) throws IOException {
    String found = Sha256.of(file);
    if (!found.equals(entry.sha256())) {
      throw ArtifactException.damaged(file, "SHA-256 " + found, "SHA-256 " + entry.sha256());
    }
  }

  /** The text of a plain file that is not too large to be one of its kind, or for the heap. */
  static String text(Path file, long maxBytes) throws IOException {
    return text(file, maxBytes, Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);
  }

  static String text(Path file, long maxBytes, long mostForHeap) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw ArtifactException.damaged(file, "a link, a folder or a device", "a plain file");
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.size() > maxBytes) {
        throw ArtifactException.damaged(file, channel.size() + " bytes", "at most " + maxBytes);
      }
      if (channel.size() > mostForHeap) {
        throw ArtifactException.tooLarge(
            file,
            channel.size() + " bytes",
            "at most " + mostForHeap + ", 1/" + HEAP_PER_BYTE + " of this JVM's heap");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes);
      }
      return UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw ArtifactException.damaged(file, "bytes that are not UTF-8", "UTF-8 text");
    }
  }

  /** Asks the disk to keep every file and folder below a folder. */
  static void sync(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.toList();
    }
    for (Path path : all) {
      if (Files.isDirectory(path)) {
        syncFolder(path);
      } else {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  /** Makes renames inside a folder durable; only POSIX systems open folders. */
  static void syncFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

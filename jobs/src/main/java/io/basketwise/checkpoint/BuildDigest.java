package io.basketwise.checkpoint;

import io.basketwise.models.artifact.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.codec.digest.DigestUtils;

/** Names the code that runs, which a version number does not: two builds may share one. */
final class BuildDigest {
  private BuildDigest() {}

  /** Of both halves, whether they lie in jars or in folders of class files. */
  static String here() {
    StringBuilder all = new StringBuilder();
    for (Class<?> part : List.of(BuildDigest.class, Artifact.class)) {
      try {
        Path place = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
        all.append(Files.isDirectory(place) ? ofFolder(place) : ofJar(place)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot look at the code of " + part, e);
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return DigestUtils.sha256Hex(all.toString());
  }

  /** What the jar's directory says of its entries: their checksums. */
  private static String ofJar(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile());
        Stream<? extends ZipEntry> entries = file.stream()) {
      return digest(entries.map(entry -> entry.getName() + ' ' + entry.getCrc()));
    }
  }

  private static String ofFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> classes = files.filter(Files::isRegularFile).toList();
      StringBuilder all = new StringBuilder();
      for (Path file : classes.stream().sorted().toList()) {
        all.append(file).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
      }
      return DigestUtils.sha256Hex(all.toString());
    }
  }

  private static String digest(Stream<String> lines) {
    return DigestUtils.sha256Hex(String.join("\n", lines.sorted().toList()));
  }
}

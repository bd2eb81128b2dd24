package io.basketwise.nightly;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A version's bytes, without what the manifest tells of when and from which files it was made. */
final class VersionContents {
  private VersionContents() {}

  /** The contents of every file by its path. */
  static Map<String, String> of(Path version) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(version)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            version.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    Manifest manifest = Artifact.manifest(version);
    Map<String, Object> lineage = new TreeMap<>(manifest.lineage());
    lineage.remove(Lineage.RUN);
    contents.put(
        "manifest.json",
        String.join(
            "\n",
            manifest.version(),
            lineage.toString(),
            manifest.metrics().toString(),
            manifest.gates().toString(),
            manifest.notes().toString(),
            manifest.files().toString()));
    return contents;
  }
}

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
import org.apache.commons.codec.digest.DigestUtils;

/** A version's bytes, without what the manifest tells of when and from which files it was made. */
final class VersionContents {
  private VersionContents() {}

  /** The same, short enough to be told where it differs. */
  static Map<String, String> digests(Path version) throws IOException {
    Map<String, String> digests = of(version);
    digests.replaceAll(
        (file, text) ->
            file.equals("manifest.json") ? text : DigestUtils.sha256Hex(text).substring(0, 16));
    return digests;
  }

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

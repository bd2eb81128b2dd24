package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The golden moments of a version: a few moments with the decisions that were made of them. */
final class Golden {
  static final String FILE = "golden.jsonl";
  private static final long MAX_BYTES = 8 << 20;

  private Golden() {}

  static void record(Path folder, Artifact artifact) throws IOException {
    List<String> lines = Rehearsal.load().record(artifact);
    Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n", UTF_8);
  }

  /** Refuses a version whose moments are no longer answered byte for byte as they were. */
  static void replay(Path folder, Artifact artifact) throws IOException {
    Path file = folder.resolve(FILE);
    List<String> lines = VersionFolder.text(file, MAX_BYTES).lines().toList();
    List<String> now = answers(file, artifact, lines);
    for (int i = 0; i < lines.size(); i++) {
      if (!now.get(i).equals(lines.get(i))) {
        throw ArtifactException.damaged(
            file, "line " + (i + 1) + ": " + lines.get(i), "what is answered now: " + now.get(i));
      }
    }
  }

  private static List<String> answers(Path file, Artifact artifact, List<String> lines) {
    try {
      return Rehearsal.load().replay(artifact, lines);
    } catch (JsonException e) {
      throw ArtifactException.damaged(file, "a line without a moment: " + e, "golden moments");
    }
  }
}

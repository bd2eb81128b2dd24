package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The golden moments of a version: a few moments with the decisions that were made of them. */
final class Golden {
  static final String FILE = "golden.jsonl";

  private Golden() {}

  static void record(Path folder, Artifact artifact) throws IOException {
    List<String> lines = Rehearsal.load().record(artifact);
    Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n", UTF_8);
  }

  /** Refuses a version whose moments are no longer answered byte for byte as they were. */
  static void replay(Path folder, Artifact artifact) throws IOException {
    Path file = folder.resolve(FILE);
    Rehearsal rehearsal = Rehearsal.load();
    int number = 0;
    for (String line : VersionFolder.text(file).lines().toList()) {
      number++;
      String now = rehearsal.replay(artifact, line);
      if (!now.equals(line)) {
        throw ArtifactException.damaged(
            file, "on line " + number + " " + line, "what the scorer answers now: " + now);
      }
    }
  }
}

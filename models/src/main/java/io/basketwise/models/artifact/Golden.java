package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The golden moments of a version: a few moments with the decisions that were made of them. */
final class Golden {
  static final String FILE = "golden.jsonl";
  private static final long MAX_BYTES = 8 << 20;

  private Golden() {}

  static void record(Path folder, Artifact artifact) throws IOException {
    List<String> lines = Rehearsal.load().record(artifact);
    Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n", UTF_8);
  }

  /**
   * Refuses a version whose moments are no longer answered byte for byte as they were, at the first
   * one that is not.
   */
  static void replay(Path folder, Artifact artifact) throws IOException {
    Path file = folder.resolve(FILE);
    UnaryOperator<String> rehearsal = Rehearsal.load().replay(artifact);
    Iterator<String> lines = VersionFolder.text(file, MAX_BYTES).lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next();
      String now = answer(file, number, line, rehearsal);
      if (!now.equals(line)) {
        throw changed(file, number, line, now);
      }
    }
  }

  private static String answer(
      Path file, int number, String line, UnaryOperator<String> rehearsal) {
    try {
      return rehearsal.apply(line);
    } catch (JsonException e) {
      throw ArtifactException.damaged(
          file, "line " + number + " without a moment: " + e, "golden moments");
    }
  }

  private static ArtifactException changed(Path file, int number, String line, String now) {
    int same = Arrays.mismatch(line.toCharArray(), now.toCharArray());
    return ArtifactException.damaged(
        file,
        "line " + number + " from character " + (same + 1) + " on: " + rest(line, same),
        "what is answered now: " + rest(now, same));
  }

  private static String rest(String text, int from) {
    return JsonObject.brief(text.substring(from));
  }
}

package io.basketwise.models.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.Policy;
import java.util.Map;

/** Any text as JSON, as a manifest and as a policy; what is read is written and read again. */
public final class ManifestFuzz {
  private ManifestFuzz() {}

  /** Read, or refused. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    try {
      Manifest.fromJson(text);
    } catch (JsonException e) {
      policy(text);
    }
  }

  private static void policy(String text) {
    try {
      Object tree = Json.canonical(Json.read(text));
      if (!Json.canonical(Json.read(Json.write(tree))).equals(tree)) {
        throw new IllegalStateException("written otherwise than read: " + text);
      }
      if (tree instanceof Map<?, ?> map) {
        Policy.of(Json.canonicalObject(map));
      }
    } catch (JsonException e) {
      return;
    }
  }
}

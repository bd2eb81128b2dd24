package io.basketwise.models.fuzz;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.Forgery;
import io.basketwise.models.score.GoldenMoments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small version with bytes of one of its files changed and its manifest made to agree: the first
 * byte of the input chooses the file, then every three bytes are a place and what is put there.
 */
public final class ArtifactFuzz {
  private static final List<String> FILES =
      List.of(
          "items.safetensors",
          "bundles.safetensors",
          "affinity.safetensors",
          "behaviour.safetensors",
          "policy.json",
          "golden.jsonl");
  private static final int CHANGE_BYTES = 3;

  private static final Path FOLDER = Scratch.file("version");
  private static final List<byte[]> GOOD = write();

  private ArtifactFuzz() {}

  private static List<byte[]> write() {
    try {
      new SmallShop().behaviour(SmallModels.all()).write(Files.createDirectory(FOLDER));
      List<byte[]> good = new ArrayList<>();
      for (String name : FILES) {
        good.add(bytes(name));
      }
      return good;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name));
  }

  /** Opened and used, or refused. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length < 1 + CHANGE_BYTES) {
      return;
    }
    int which = (input[0] & 0xff) % FILES.size();
    byte[] bad = GOOD.get(which).clone();
    for (int i = 1; i + CHANGE_BYTES <= input.length; i += CHANGE_BYTES) {
      int at = ((input[i] & 0xff) << 8 | (input[i + 1] & 0xff)) % bad.length;
      bad[at] = input[i + 2];
    }
    Path file = FOLDER.resolve(FILES.get(which));
    Scratch.write(file, bad);
    try {
      Forgery.sign(FOLDER);
      try (Artifact artifact = Artifact.open(FOLDER)) {
        new GoldenMoments().record(artifact);
      }
      Artifact.verify(FOLDER);
    } catch (ArtifactException e) {
      return;
    } finally {
      Scratch.write(file, GOOD.get(which));
    }
  }
}

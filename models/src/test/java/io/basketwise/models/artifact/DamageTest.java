package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.basketwise.models.SmallShop;
import io.basketwise.models.score.GoldenMoments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
  /** A prime, so that every column of the small file is hit at changing bytes of its values. */
  private static final int STRIDE = 29;

  @TempDir Path folder;

  @BeforeEach
  void write() {
    new SmallShop().write(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json",
        "items.safetensors",
        "bundles.safetensors",
        "affinity.safetensors",
        "policy.json",
        "golden.jsonl"
      })
  void everyFlippedByteIsRefused(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] good = Files.readAllBytes(file);
    String text = new String(good, ISO_8859_1);
    int createdAt = text.indexOf("\"created_at\"");
    int createdAtEnd = createdAt < 0 ? -1 : text.indexOf('\n', createdAt);
    for (int i = 0; i < good.length; i++) {
      put(file, i, good[i] ^ 1);
      Throwable thrown = catchThrowable(() -> Artifact.verify(folder));
      put(file, i, good[i]);
      if (i < createdAt || i >= createdAtEnd || thrown != null) {
        assertThat(thrown).as("byte %d of %s", i, name).isInstanceOf(ArtifactException.class);
      }
    }
  }

  private static void put(Path file, long position, int value) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), position);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"items.safetensors", "bundles.safetensors", "affinity.safetensors", "policy.json"})
  void aFaultThatNoDigestCoversIsRefusedOrHarmless(String name) throws IOException {
    Manifest manifest = Artifact.open(folder).manifest();
    Path file = folder.resolve(name);
    byte[] good = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < good.length; i += STRIDE) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) 0x40;
      Files.write(file, bad);
      try (Artifact artifact = Artifact.of(folder, manifest)) {
        assertThat(new GoldenMoments().record(artifact)).isNotEmpty();
      } catch (ArtifactException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void everyCutIsRefused() throws IOException {
    for (FileEntry entry : Artifact.open(folder).manifest().files()) {
      Path file = folder.resolve(entry.path());
      byte[] good = Files.readAllBytes(file);
      for (int length : new int[] {0, 1, 7, 8, 9, good.length / 2, good.length - 1}) {
        Files.write(file, Arrays.copyOf(good, length));
        assertThatThrownBy(() -> Artifact.verify(folder))
            .as("%s cut to %d", entry.path(), length)
            .isInstanceOf(ArtifactException.class);
      }
      Files.write(file, good);
    }
    assertThat(Artifact.verify(folder).shop()).isEqualTo("small");
  }

  @Test
  void aFileThatTheManifestDoesNotNameIsRefused() throws IOException {
    Files.writeString(folder.resolve("extra.txt"), "x");
    assertThatThrownBy(() -> Artifact.verify(folder))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("extra.txt");
  }

  @Test
  void aSymbolicLinkIsRefused() throws IOException {
    Path file = folder.resolve("policy.json");
    Path elsewhere = folder.resolveSibling(folder.getFileName() + "-policy");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertThatThrownBy(() -> Artifact.open(folder)).hasMessageContaining("symbolic link");
    Files.delete(elsewhere);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../policy.json", "/etc/passwd", "a//b", ".", "a/../b", ""})
  void aPathOutOfTheFolderIsRefused(String path) {
    assertThatThrownBy(() -> new FileEntry(path, 1, "0".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherFormatVersionsAreTooOldOrTooNew() throws IOException {
    Path file = folder.resolve("manifest.json");
    String text = Files.readString(file);
    for (int version : List.of(0, 2)) {
      Files.writeString(
          file, text.replace("\"format_version\": 1", "\"format_version\": " + version));
      assertThatThrownBy(() -> Artifact.open(folder))
          .isInstanceOfSatisfying(
              ArtifactException.class,
              e ->
                  assertThat(e.kind())
                      .isEqualTo(
                          version == 0
                              ? ArtifactException.Kind.TOO_OLD
                              : ArtifactException.Kind.TOO_NEW));
    }
  }

  @Test
  void noFolderIsMissing() {
    assertThatThrownBy(() -> Artifact.open(folder.resolve("none")))
        .isInstanceOfSatisfying(
            ArtifactException.class,
            e -> assertThat(e.kind()).isEqualTo(ArtifactException.Kind.MISSING));
  }
}

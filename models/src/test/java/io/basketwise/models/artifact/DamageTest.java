package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.score.GoldenMoments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
  /** A prime, so that every column of the small file is hit at changing bytes of its values. */
  private static final int STRIDE = 29;

  @TempDir Path folder;

  @BeforeEach
  void write() {
    new SmallShop().behaviour(SmallModels.all()).write(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json",
        "items.safetensors",
        "bundles.safetensors",
        "affinity.safetensors",
        "behaviour.safetensors",
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
      Damage.put(file, i, good[i] ^ 1);
      Throwable thrown = catchThrowable(() -> Artifact.verify(folder));
      Damage.put(file, i, good[i]);
      if (i < createdAt || i >= createdAtEnd || thrown != null) {
        assertThat(thrown).as("byte %d of %s", i, name).isInstanceOf(ArtifactException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items.safetensors",
        "bundles.safetensors",
        "affinity.safetensors",
        "behaviour.safetensors",
        "policy.json"
      })
  void aFaultThatNoDigestCoversIsRefusedOrHarmless(String name) throws IOException {
    Manifest manifest = Artifact.open(folder).manifest();
    Path file = folder.resolve(name);
    byte[] good = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < good.length; i += STRIDE) {
      Damage.put(file, i, good[i] ^ (1 << (i % Byte.SIZE)));
      try (Artifact artifact = Artifact.of(folder, manifest)) {
        assertThat(new GoldenMoments().record(artifact)).isNotEmpty();
      } catch (ArtifactException e) {
        refused++;
      }
      Damage.put(file, i, good[i]);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void everyCutIsRefused() throws IOException {
    for (String path : VersionFolder.paths(folder)) {
      Path file = folder.resolve(path);
      byte[] good = Files.readAllBytes(file);
      for (int length = good.length - 1; length >= 0; length--) {
        Damage.cut(file, length);
        Throwable thrown = catchThrowable(() -> Artifact.open(folder));
        assertThat(thrown).as("%s cut to %d", path, length).isInstanceOf(ArtifactException.class);
        assertThat(thrown.getMessage()).contains(file.toString(), "found:", "expected:", "remedy:");
      }
      Files.write(file, good);
    }
    assertThat(Artifact.verify(folder).shop()).isEqualTo("small");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items.safetensors",
        "bundles.safetensors",
        "affinity.safetensors",
        "behaviour.safetensors"
      })
  void everyCutOfATensorFileThatNoManifestCoversIsRefused(String name) throws IOException {
    Manifest manifest = Artifact.open(folder).manifest();
    Path file = folder.resolve(name);
    for (int length = (int) Files.size(file) - 1; length >= 0; length--) {
      Damage.cut(file, length);
      assertThat(catchThrowable(() -> Artifact.of(folder, manifest)))
          .as("%s cut to %d", name, length)
          .isInstanceOf(ArtifactException.class);
    }
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
  void aLinkedVersionOrPointerIsRefused(@TempDir Path root) throws IOException {
    var store = new ArtifactStore(root);
    Path staged = store.stage();
    new SmallShop().write(staged);
    String id = store.publish(staged);
    Path version = root.resolve("versions").resolve(id);
    Path elsewhere = Files.move(version, root.resolve("elsewhere"));
    Files.createSymbolicLink(version, elsewhere);
    assertThatThrownBy(store::live).hasMessageContaining("symbolic link");
    Path pointer = Files.move(root.resolve("CURRENT"), root.resolve("pointer"));
    Files.createSymbolicLink(root.resolve("CURRENT"), pointer);
    assertDamaged(store::current, "a link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "nonsense",
        "../versions",
        "20261101-0123456789AB",
        "\u001b[2J",
        "\u0000"
      })
  void aPointerThatNamesNoVersionIsRefused(String text) throws IOException {
    Files.writeString(folder.resolve("CURRENT"), text);
    assertDamaged(() -> new ArtifactStore(folder).current(), "version id such as");
  }

  @Test
  void aPointerOfAnySizeOrSortIsRefused() throws IOException {
    Path pointer = folder.resolve("CURRENT");
    Files.writeString(pointer, "1".repeat(1 << 20));
    assertDamaged(() -> new ArtifactStore(folder).current(), "1048576 bytes");
    Files.write(pointer, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertDamaged(() -> new ArtifactStore(folder).current(), "UTF-8");
    Files.delete(pointer);
    Files.createDirectory(pointer);
    assertDamaged(() -> new ArtifactStore(folder).current(), "a folder");
    Files.delete(pointer);
    assertThat(new ArtifactStore(folder).current()).isEmpty();
  }

  private static void assertDamaged(ThrowingCallable call, String what) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ArtifactException.class,
            e -> assertThat(e.kind()).isEqualTo(ArtifactException.Kind.DAMAGED))
        .hasMessageContaining(what);
  }

  /** Opening a pipe that nobody writes to would wait for ever; Windows has no such files. */
  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(60)
  @ValueSource(strings = {"CURRENT", "manifest.json", "items.safetensors", "tables"})
  void aPipeIsRefusedRatherThanWaitedFor(String name) throws Exception {
    Path pipe = folder.resolve(name);
    Files.deleteIfExists(pipe);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    if (name.equals("CURRENT")) {
      assertDamaged(() -> new ArtifactStore(folder).current(), "a device");
    } else {
      assertThatThrownBy(() -> Artifact.verify(folder)).isInstanceOf(ArtifactException.class);
      assertThatThrownBy(() -> Safetensors.open(pipe)).hasMessageContaining("no plain file");
    }
  }

  @Test
  void aManifestThatNamesAnAbsentFileIsRefused() throws IOException {
    Files.delete(folder.resolve("golden.jsonl"));
    assertThatThrownBy(() -> Artifact.open(folder)).hasMessageContaining("no such file");
  }

  @Test
  void manifestsThatAgreeWithTheirDigestAndAreStillWrongAreRefused() throws IOException {
    Manifest good = Artifact.open(folder).manifest();
    FileEntry first = good.files().get(0);
    String text = good.toJson();
    for (String bad :
        List.of(
            text.replace("\"as_of\": \"2026-11-01\"", "\"as_of\": \"+12026-11-01\""),
            text.replace("\"as_of\": \"2026-11-01\"", "\"as_of\": \"2026-11-02\""),
            text.replace("\"format_version\": 1", "\"format_version\": 1.0"),
            text.replace("\"path\": \"bundles", "\"path\": \"affinity"),
            text.replace("\"" + first.path() + "\"", "\"../" + first.path() + "\""),
            text.replace("\"size_bytes\": " + first.sizeBytes(), "\"size_bytes\": -1"),
            text.replace("\"notes\": [", "\"notes\": [" + "[".repeat(100)),
            text.replace("\"notes\": [ ]", "\"notes\": [ 1 ]"),
            text.replace("\"shop\": \"small\"", "\"shop\": \"small\", \"shop\": \"small\""),
            "[]",
            "{}",
            "")) {
      assertThat(bad).isNotEqualTo(text);
      Files.writeString(folder.resolve("manifest.json"), signed(bad));
      assertDamaged(() -> Artifact.open(folder), "manifest.json");
    }
  }

  /** The manifest with the digest that a forger would give it. */
  private static String signed(String manifest) {
    int end = manifest.indexOf(",\n  \"sha256\"");
    int created = manifest.indexOf("  \"created_at\"");
    if (end < 0) {
      return manifest;
    }
    String covered =
        manifest.substring(0, created)
            + manifest.substring(manifest.indexOf('\n', created) + 1, end)
            + "}";
    String compact = covered.replaceAll("\\n *", "").replace("\": ", "\":").replace("[ ]", "[]");
    String digest = Sha256.of(compact.replace("{ }", "{}").getBytes(UTF_8));
    return manifest.substring(0, end) + ",\n  \"sha256\": \"" + digest + "\"\n}\n";
  }

  @Test
  void theForgersDigestIsTheWritersOwn() {
    String text = Artifact.open(folder).manifest().toJson();
    assertThat(signed(text)).isEqualTo(text);
  }

  @Test
  void aGoldenMomentThatIsAnsweredDifferentlyIsRefused() throws IOException {
    Path file = folder.resolve("golden.jsonl");
    Files.writeString(file, Files.readString(file).replace("in 12 orders", "in 13 orders"));
    Forgery.sign(folder);
    assertThat(Artifact.open(folder).manifest().shop()).isEqualTo("small");
    assertDamaged(() -> Artifact.verify(folder), "what is answered now");
  }

  @Test
  void replayingStopsAtTheFirstDifferenceAndQuotesItBriefly() throws IOException {
    Path file = folder.resolve("golden.jsonl");
    String good = Files.readString(file).lines().findFirst().orElseThrow();
    String changed = "{\"padding\":\"" + "x".repeat(1 << 20) + "\"}";
    Files.writeString(file, good + "\n" + changed + "\nno moment at all\n");
    Forgery.sign(folder);
    assertDamaged(() -> Artifact.verify(folder), "line 2 from character 3 on: padding");
    assertThat(catchThrowable(() -> Artifact.verify(folder)).getMessage()).hasSizeLessThan(2000);
  }

  @Test
  void aGoldenLineWithoutAMomentIsRefused() throws IOException {
    Files.writeString(folder.resolve("golden.jsonl"), "no moment at all\n");
    Forgery.sign(folder);
    assertDamaged(() -> Artifact.verify(folder), "line 1 without a moment");
  }

  @Test
  void otherFormatVersionsAreTooOldOrTooNew() throws IOException {
    Path file = folder.resolve("manifest.json");
    String text = Files.readString(file);
    for (int version : List.of(0, 2)) {
      Files.writeString(
          file, text.replace("\"format_version\": 1", "\"format_version\": " + version));
      var kind = version == 0 ? ArtifactException.Kind.TOO_OLD : ArtifactException.Kind.TOO_NEW;
      assertThatThrownBy(() -> Artifact.open(folder))
          .isInstanceOfSatisfying(
              ArtifactException.class, e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageContainingAll(
              file.toString(), "found:    format version " + version, "expected: format version 1");
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

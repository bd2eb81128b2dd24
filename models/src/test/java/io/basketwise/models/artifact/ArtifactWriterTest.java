package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactWriterTest {
  @TempDir Path folder;

  /** A gift's surrogates come before the fullwidth letter, and its UTF-8 bytes after it. */
  @Test
  void wordsBeyondTheFirstPlaneAreInTheOrderThatReadersDemand() {
    List<String> words = List.of("\uD83C\uDF81 Gifts", "\uFF34\u30B7\u30E3\u30C4", "", "Tools");
    new ArtifactWriter(folder).items(itemsWith(words));
    Items items = Items.open(folder.resolve(Items.FILE));
    items.verify();
    for (int item = 0; item < items.size(); item++) {
      assertThat(items.category(item)).isEqualTo(words.get(item));
      assertThat(items.family(item)).isEqualTo(words.get(item));
      assertThat(items.brand(item)).isEqualTo(words.get(item));
    }
  }

  @Test
  void consequentsThatDoNotAscendAreNeitherWrittenNorVerified() throws IOException {
    ArtifactWriter writer = new ArtifactWriter(folder);
    assertThatThrownBy(() -> writer.bundles(leadingTo(70_001, 70_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule.consequent has 70000 behind 70001");
    writer.bundles(leadingTo(70_000, 70_001));
    Path file = folder.resolve(Bundles.FILE);
    Bundles.open(file, 100_000).verify();
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, replaced(bytes, pair(70_000, 70_001), pair(70_001, 70_000)));
    Bundles exchanged = Bundles.open(file, 100_000);
    assertThatThrownBy(exchanged::verify)
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("rule.consequent 70000 of rule 1");
  }

  /** One item with two rules. */
  private static BundleColumns leadingTo(int first, int second) {
    return new BundleColumns(
        new int[] {0},
        new int[] {1, 1},
        new int[] {9},
        new int[] {9},
        new int[] {0, 2},
        new int[] {first, second},
        new int[] {5, 5},
        new int[] {5, 5},
        new float[] {0.5f, 0.5f},
        new float[] {2, 2});
  }

  private static String pair(int first, int second) {
    byte[] bytes =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(first).putInt(second).array();
    return new String(bytes, ISO_8859_1);
  }

  private static byte[] replaced(byte[] bytes, String old, String other) {
    return new String(bytes, ISO_8859_1).replace(old, other).getBytes(ISO_8859_1);
  }

  private static ItemColumns itemsWith(List<String> words) {
    int n = words.size();
    List<String> ids = List.of("a", "b", "c", "d");
    return new ItemColumns(
        ids,
        ids,
        words,
        words,
        new int[n],
        words,
        new double[n],
        new double[n],
        new long[n],
        Collections.nCopies(n, ItemKind.PRODUCT).toArray(ItemKind[]::new),
        new boolean[n],
        new long[n],
        new long[n],
        new long[n],
        new long[n],
        new int[n],
        new int[n],
        new long[n + 1],
        new int[0],
        new boolean[n],
        0,
        0);
  }
}

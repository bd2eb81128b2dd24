package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;

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

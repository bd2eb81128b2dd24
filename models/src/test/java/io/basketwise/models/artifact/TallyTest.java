package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallShop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  @TempDir Path folder;

  @BeforeEach
  void write() {
    new SmallShop().write(folder);
  }

  private void forge(String file, String tensor, Number value) throws IOException {
    forge(file, tensor, 0, value);
  }

  /** Writes over a value of a tensor, as somebody would who wants to be believed. */
  private void forge(String file, String tensor, int index, Number value) throws IOException {
    Path path = folder.resolve(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong(0);
    JsonObject entry =
        JsonObject.of(Json.read(new String(bytes.array(), Long.BYTES, header, UTF_8)))
            .object(tensor);
    int offset = Integer.parseInt(entry.list("data_offsets").get(0).toString());
    int at = Long.BYTES + header + offset;
    switch (entry.text("dtype")) {
      case "I64" -> bytes.putLong(at + index * Long.BYTES, value.longValue());
      case "I32" -> bytes.putInt(at + index * Integer.BYTES, value.intValue());
      default -> bytes.putFloat(at + index * Float.BYTES, value.floatValue());
    }
    Files.write(path, bytes.array());
    Forgery.sign(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "items.safetensors, baskets, 1000000, baskets of item 0",
    "items.safetensors, buyers, 1000000, buyers of item 0",
    "items.safetensors, recent_baskets, 1000000, recent baskets of item 0",
    "items.safetensors, totals, 0, recent baskets",
    "bundles.safetensors, trie.count, 1000000, baskets of itemset 0",
    "bundles.safetensors, trie.count, 1, itemset",
    "bundles.safetensors, trie.buyers, 1000000, buyers of itemset 0",
    "bundles.safetensors, rule.count, 1000000, baskets of rule 0",
    "bundles.safetensors, rule.buyers, 1000000, buyers of rule 0",
    "bundles.safetensors, rule.confidence, 3, 3.0 as confidence of rule 0",
    "affinity.safetensors, cosine.counts, 1000000, baskets of cosine 0",
    "affinity.safetensors, cosine.buyers, 1000000, buyers of cosine 0"
  })
  void moreThanThereWereIsRefused(String file, String tensor, int value, String told)
      throws IOException {
    forge(file, tensor, value);
    assertThatThrownBy(() -> Artifact.verify(folder))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll(file, told);
  }

  @Test
  void aSetThatIsMoreFrequentThanItsSubsetIsRefused() throws IOException {
    int child;
    int count;
    try (Artifact artifact = Artifact.open(folder)) {
      Bundles bundles = artifact.bundles();
      int node = 0;
      while (bundles.firstChild(node) == bundles.firstChild(node + 1)) {
        node++;
      }
      child = bundles.firstChild(node);
      count = bundles.count(node);
    }
    forge("bundles.safetensors", "trie.count", child, count + 1);
    assertThatThrownBy(() -> Artifact.verify(folder))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("baskets of itemset " + child);
  }

  @Test
  void aForgedValueThatFitsIsNoFaultOfItsOwn() throws IOException {
    forge("items.safetensors", "buyers", 1);
    try (Artifact artifact = Artifact.open(folder)) {
      Tally.check(folder, artifact.items(), artifact.bundles(), artifact.affinity());
    }
  }
}

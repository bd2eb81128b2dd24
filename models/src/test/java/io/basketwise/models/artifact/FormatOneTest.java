package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The version in {@code src/test/resources/format-1} was written by the first release of format 1
 * and is kept as it is: every later build opens it and answers its golden moments with the same
 * bytes, or has broken its users' versions.
 */
class FormatOneTest {
  private static final Path KEPT = Path.of("src", "test", "resources", "format-1");

  @Test
  void theKeptVersionIsOpenedAndAnsweredAsItWas() throws IOException {
    try (Artifact artifact = Artifact.openVerified(KEPT)) {
      assertThat(artifact.manifest().formatVersion()).isEqualTo(1);
      assertThat(artifact.items().size()).isEqualTo(SmallShop.IDS.size());
      assertThat(artifact.items().id(3)).isEqualTo("drill-pro");
      assertThat(artifact.bundles().rules()).isEqualTo(2);
      assertThat(artifact.affinity().neighbours(Relation.UPGRADE).orElseThrow().first(8))
          .isEqualTo(1);
    }
    assertThat(Files.readString(KEPT.resolve(Golden.FILE))).contains("\"action\":\"offer\"");
  }

  /** Writes the version that is kept; the argument is an empty folder. */
  public static void main(String[] args) {
    new SmallShop().write(Path.of(args[0]));
  }
}

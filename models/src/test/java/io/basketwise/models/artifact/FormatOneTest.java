package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.GainBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The versions in {@code src/test/resources} were written by the first builds of format 1 and are
 * kept as they are: every later build opens it and answers its golden moments with the same bytes,
 * or has broken its users' versions.
 */
class FormatOneTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Path KEPT = RESOURCES.resolve("format-1");
  private static final Path KEPT_WITH_BEHAVIOUR = RESOURCES.resolve("format-1-behaviour");

  /** Whoever writes them anew, as after a change of what is answered, breaks what they keep. */
  @ParameterizedTest
  @CsvSource({
    "format-1, 20261101-10b28a8370ce,"
        + " 4c1eb1f4070c968d90c239e396f9958e5b299e0d147d5492deba4d77a1374131",
    "format-1-behaviour, 20261101-c3bab82cbfbb,"
        + " c0b088f29a7f4e6d2fb4707d228d494bcffe9edcf6bd4d83763931c34766935c"
  })
  void theKeptVersionsAreTheFirstOnes(String folder, String version, String golden)
      throws IOException {
    Path kept = RESOURCES.resolve(folder);
    assertThat(Artifact.manifest(kept).version()).isEqualTo(version);
    assertThat(Sha256.of(kept.resolve(Golden.FILE))).isEqualTo(golden);
  }

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

  /** It has what a version need not have, but for relations, which are all alike. */
  @Test
  void soIsTheOneWithBehaviour() throws IOException {
    try (Artifact artifact = Artifact.openVerified(KEPT_WITH_BEHAVIOUR)) {
      BehaviourModels models = artifact.behaviour().orElseThrow().models();
      assertThat(models.intent()).isPresent();
      assertThat(models.purchase()).isPresent();
      assertThat(models.timing()).isPresent();
      assertThat(artifact.affinity().factors()).isPresent();
      assertThat(artifact.policy().gainBounds()).isEqualTo(GainBounds.everywhere(0));
    }
    assertThat(Files.readString(KEPT_WITH_BEHAVIOUR.resolve(Golden.FILE)))
        .contains("\"action\":\"offer\"", "\"replenish\"", "\"purchase_probability\":0.");
  }

  /** Writes the version that is kept; the argument is an empty folder. */
  public static void main(String[] args) {
    new SmallShop().behaviour(SmallModels.all()).write(Path.of(args[0]));
  }
}

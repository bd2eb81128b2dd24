package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactWriter;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.Forgery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blend of features that this build does not have, or of fewer than it has. */
class BlendWeightsTest {
  @TempDir Path folder;

  @Test
  void aWeightTooFewIsOfAnEarlierBuild(@TempDir Path elsewhere) throws IOException {
    assertRefused(elsewhere, EvidenceFeature.count() - 1, ArtifactException.Kind.TOO_OLD);
  }

  @Test
  void aWeightTooManyIsOfALaterBuild(@TempDir Path elsewhere) throws IOException {
    assertRefused(elsewhere, EvidenceFeature.count() + 1, ArtifactException.Kind.TOO_NEW);
  }

  private void assertRefused(Path elsewhere, int weights, ArtifactException.Kind kind)
      throws IOException {
    new SmallShop().write(folder);
    var blend = new Blend(new double[weights], 1, 0);
    new ArtifactWriter(elsewhere).affinity(new AffinityColumns(Map.of(), Optional.empty(), blend));
    String file = "affinity.safetensors";
    Files.move(elsewhere.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    Forgery.sign(folder);
    try (Artifact artifact = Artifact.open(folder)) {
      assertThatThrownBy(() -> Scorer.of(artifact))
          .isInstanceOfSatisfying(
              ArtifactException.class, e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageContainingAll(
              folder.toString(),
              "found:    " + weights + " blend weights",
              "expected: " + EvidenceFeature.count() + ", one a feature");
    }
  }
}

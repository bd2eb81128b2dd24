package io.basketwise.models.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Bundles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop of the benchmarks, which the default build does not run. */
class LargeShopTest {
  private static final int ITEMS = 500;

  @TempDir Path artifacts;

  @Test
  void aSmallLargeShopIsPublishedAsAnyOther() {
    new LargeShop(ITEMS).publish(artifacts);
    try (Artifact artifact = Artifact.open(new ArtifactStore(artifacts).live())) {
      Bundles bundles = artifact.bundles();
      assertThat(bundles.rules()).isEqualTo(10 * ITEMS - 3);
      for (int rule = 0; rule < bundles.rules(); rule++) {
        assertThat(bundles.confidence(rule)).isBetween(0.09f, 0.61f);
        assertThat(bundles.lift(rule)).isGreaterThan(1);
      }
    }
  }
}

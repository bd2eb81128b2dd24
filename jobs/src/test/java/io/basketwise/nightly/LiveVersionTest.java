package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.TeaShop;
import io.basketwise.models.artifact.ArtifactStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveVersionTest {
  @TempDir private Path folder;

  /** It may know who was erased since. */
  @Test
  void nothingIsTakenOverFromAVersionOlderThanTheLastErasure() {
    TeaShop.publish(folder);
    ArtifactStore store = new ArtifactStore(folder);
    Instant made = store.manifest(store.current().orElseThrow()).createdAt();
    try (LiveVersion live = LiveVersion.open(store)) {
      assertThat(live.madeAfter(Optional.empty())).isPresent();
      assertThat(live.madeAfter(Optional.of(made.minusMillis(1)))).isPresent();
      assertThat(live.madeAfter(Optional.of(made))).isEmpty();
      assertThat(live.madeAfter(Optional.of(made.plusMillis(1)))).isEmpty();
    }
  }
}

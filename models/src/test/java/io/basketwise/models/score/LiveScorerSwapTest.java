package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new version has been through before it serves. */
class LiveScorerSwapTest {
  private static final String NO_ONES = "20261101-000000000000";

  @TempDir Path root;

  private final List<RuntimeException> refused = new ArrayList<>();

  @BeforeEach
  void publishTheFirst() {
    publish(new SmallShop());
  }

  private String publish(SmallShop shop) {
    return shop.publish(new ArtifactStore(root));
  }

  /** Copies a version to a name that is not its own, and makes that the live one. */
  private Path misname(String version) throws IOException {
    Path from = root.resolve("versions").resolve(version);
    Path to = Files.createDirectory(root.resolve("versions").resolve(NO_ONES));
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    Files.writeString(root.resolve("CURRENT"), NO_ONES + "\n");
    return to;
  }

  @Test
  void aVersionUnderAnotherNameIsRefusedAndTheOldStays() throws IOException {
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      String first = scorer.version();
      Path folder = misname(first);
      scorer.refresh();
      scorer.refresh();
      assertThat(refused).hasSize(1);
      assertThat(refused.get(0))
          .isInstanceOfSatisfying(
              ArtifactException.class,
              e -> assertThat(e.kind()).isEqualTo(ArtifactException.Kind.DAMAGED))
          .hasMessageContainingAll(
              folder.resolve("manifest.json").toString(),
              "found:    version " + first,
              "expected: version " + NO_ONES);
      assertThat(scorer.decide(Shops.moment("drill").build()).version()).isEqualTo(first);
      String second = publish(new SmallShop().popularityWeight(0.02));
      scorer.refresh();
      assertThat(scorer.version()).isEqualTo(second);
    }
  }

  @Test
  void aVersionUnderAnotherNameIsNotOpened() throws IOException {
    misname(new ArtifactStore(root).current().orElseThrow());
    assertThatThrownBy(() -> Scorer.open(root)).hasMessageContaining("version " + NO_ONES);
    assertThatThrownBy(() -> LiveScorer.open(root, refused::add))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("version " + NO_ONES);
  }

  /** With objectives for which no golden moment asks for medians. */
  @Test
  void aNewVersionIsWarmBeforeItServes() {
    Map<String, Object> relevance = Map.of("objective", "relevance");
    SmallShop unhurried =
        new SmallShop()
            .policy(
                Map.of(
                    "placements",
                    Map.of("cart", relevance, "checkout", relevance, "post_purchase", relevance)));
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      String second = publish(unhurried);
      scorer.refresh();
      assertThat(scorer.version()).isEqualTo(second);
      assertThat(scorer.<Boolean>with(Scorer::isWarm)).isTrue();
    }
    try (Scorer cold = Scorer.open(root)) {
      assertThat(cold.isWarm()).isFalse();
    }
  }
}

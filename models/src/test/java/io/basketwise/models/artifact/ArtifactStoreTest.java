package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallShop;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.Reason;
import io.basketwise.models.score.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
  @TempDir Path root;

  private String publish(ArtifactStore store, SmallShop shop) {
    Path staged = store.stage();
    shop.write(staged);
    return store.publish(staged);
  }

  @Test
  void aPublishedVersionIsLive() {
    var store = new ArtifactStore(root);
    assertThat(store.current()).isEmpty();
    assertThatThrownBy(() -> Scorer.open(root)).isInstanceOf(ArtifactException.class);
    String first = publish(store, new SmallShop());
    String second = publish(store, new SmallShop().popularityWeight(0.02));
    assertThat(store.versions()).containsExactlyInAnyOrder(first, second);
    assertThat(store.current()).contains(second);
    try (Scorer scorer = Scorer.open(root)) {
      var cart = List.of(new CartLine("drill", 1, 50));
      var decision = scorer.decide(Moment.ofCart("m", Instant.EPOCH, Placement.CART, cart));
      assertThat(decision.version()).isEqualTo(second);
      assertThat(decision.reason()).isEqualTo(Reason.OK);
    }
  }

  @Test
  void theSameContentIsTheSameVersion() {
    var store = new ArtifactStore(root);
    String first = publish(store, new SmallShop());
    publish(store, new SmallShop().popularityWeight(0.02));
    assertThat(publish(store, new SmallShop().createdAt("2026-12-01T00:00:00Z"))).isEqualTo(first);
    assertThat(store.current()).contains(first);
    assertThat(store.versions()).hasSize(2);
  }

  @Test
  void aFailedPublishLeavesTheLiveVersionLive() throws IOException {
    var store = new ArtifactStore(root);
    String live = publish(store, new SmallShop());
    Path staged = store.stage();
    new SmallShop().popularityWeight(0.02).write(staged);
    Path file = staged.resolve("bundles.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> store.publish(staged)).isInstanceOf(ArtifactException.class);
    assertThat(store.current()).contains(live);
    assertThat(store.versions()).containsExactly(live);
    assertThat(Artifact.verify(store.live()).version()).isEqualTo(live);
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    Path one = Files.createDirectory(root.resolve("one"));
    Path two = Files.createDirectory(root.resolve("two"));
    Manifest manifest = new SmallShop().write(one);
    new SmallShop().write(two);
    for (String path : VersionFolder.paths(one)) {
      assertThat(one.resolve(path)).hasSameBinaryContentAs(two.resolve(path));
    }
    assertThat(Manifest.fromJson(manifest.toJson())).isEqualTo(manifest);
  }

  @Test
  void anotherCreationTimeChangesThatLineAlone() throws IOException {
    Path one = Files.createDirectory(root.resolve("one"));
    Path two = Files.createDirectory(root.resolve("two"));
    new SmallShop().write(one);
    new SmallShop().createdAt("2026-12-01T00:00:00Z").write(two);
    List<String> left = Files.readAllLines(one.resolve("manifest.json"));
    List<String> right = Files.readAllLines(two.resolve("manifest.json"));
    left.removeIf(line -> line.contains("created_at"));
    right.removeIf(line -> line.contains("created_at"));
    assertThat(left).isEqualTo(right);
  }
}

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
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
  @TempDir Path root;

  @Test
  void aPublishedVersionIsLive() {
    var store = new ArtifactStore(root);
    assertThat(store.current()).isEmpty();
    assertThatThrownBy(() -> Scorer.open(root)).isInstanceOf(ArtifactException.class);
    String first = new SmallShop().publish(store);
    String second = new SmallShop().popularityWeight(0.02).publish(store);
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
    String first = new SmallShop().publish(store);
    new SmallShop().popularityWeight(0.02).publish(store);
    assertThat(new SmallShop().createdAt("2026-12-01T00:00:00Z").publish(store)).isEqualTo(first);
    assertThat(store.current()).contains(first);
    assertThat(store.versions()).hasSize(2);
  }

  @Test
  void aFailedPublishLeavesTheLiveVersionLive() throws IOException {
    var store = new ArtifactStore(root);
    String live = new SmallShop().publish(store);
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

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  private static StoreHistory.Event byHand(String version) {
    return new StoreHistory.Event(version, NOW, "by hand");
  }

  @Test
  void aVersionUnderAnotherNameDoesNotComeBack() throws IOException {
    var store = new ArtifactStore(root);
    String first = new SmallShop().publish(store);
    new SmallShop().popularityWeight(0.02).publish(store);
    Path versions = root.resolve("versions");
    String other = "20261031-000000000000";
    Files.move(versions.resolve(first), versions.resolve(other));
    assertThatThrownBy(() -> store.publishAgain(byHand(other)))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("version " + first, "version " + other);
    assertThatThrownBy(() -> store.rollback(NOW, "slow"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("none of these can be used", "version " + first);
    store.remove(other);
    assertThat(store.versions()).doesNotContain(other);
  }

  @Test
  void aRollbackGoesToTheVersionThatWasLiveBefore() {
    var store = new ArtifactStore(root);
    String first = new SmallShop().publish(store);
    String second = new SmallShop().popularityWeight(0.02).publish(store);
    String third = new SmallShop().popularityWeight(0.03).publish(store);
    store.publishAgain(byHand(first));
    var rollback = store.rollback(NOW, "too loud");
    assertThat(rollback.from()).isEqualTo(first);
    assertThat(rollback.to()).isEqualTo(third);
    assertThat(store.current()).contains(third);
    assertThat(store.rollbackTarget()).contains(second);
    assertThat(store.rollback(NOW, "too loud").to()).isEqualTo(second);
    assertThat(store.history().rollbackOf(first).orElseThrow().reason()).isEqualTo("too loud");
    assertThat(store.rollbackTarget()).isEmpty();
    assertThatThrownBy(() -> store.rollback(NOW, "too loud"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("no version to go back to");
    assertThat(store.current()).contains(second);
  }

  @Test
  void aRollbackPassesOverAVersionThatDoesNotOpen() throws IOException {
    var store = new ArtifactStore(root);
    String first = new SmallShop().publish(store);
    String second = new SmallShop().popularityWeight(0.02).publish(store);
    new SmallShop().popularityWeight(0.03).publish(store);
    Files.delete(store.folder(second).resolve("items.safetensors"));
    var rollback = store.rollback(NOW, "worse");
    assertThat(rollback.to()).isEqualTo(first);
    assertThat(rollback.unusable()).containsOnlyKeys(second);
  }

  @Test
  void aStoreWithoutMemoryGoesBackToTheVersionBeforeByDate() throws IOException {
    var store = new ArtifactStore(root);
    var ids = new TreeSet<String>();
    ids.add(new SmallShop().publish(store));
    ids.add(new SmallShop().popularityWeight(0.02).publish(store));
    store.publishAgain(byHand(ids.last()));
    Files.delete(root.resolve("history.json"));
    assertThat(store.rollback(NOW, "worse").to()).isEqualTo(ids.first());
  }

  @Test
  void whoeverCrashesInARollbackGoesToTheSameVersionWhenItIsRepeated() throws IOException {
    var store = new ArtifactStore(root);
    String first = new SmallShop().publish(store);
    String second = new SmallShop().popularityWeight(0.02).publish(store);
    store.rollback(NOW, "worse");
    Files.writeString(root.resolve("CURRENT"), second + "\n");
    assertThat(store.rollback(NOW, "worse").to()).isEqualTo(first);
    assertThat(store.current()).contains(first);
  }

  @Test
  void aVersionThatWasRolledBackComesBackByHandAlone() {
    var store = new ArtifactStore(root);
    new SmallShop().publish(store);
    var again = new SmallShop().popularityWeight(0.02);
    String second = again.publish(store);
    store.rollback(NOW, "worse");
    assertThatThrownBy(() -> again.publish(store)).hasMessageContaining(second);
    store.publishAgain(byHand(second));
    assertThat(store.current()).contains(second);
    assertThat(store.history().rollbackOf(second)).isEmpty();
    assertThat(again.publish(store)).isEqualTo(second);
  }

  @Test
  void oneRefusedVersionIsKeptAndPublishedByForceWithItsReason() {
    var store = new ArtifactStore(root);
    String live = new SmallShop().publish(store);
    List<Object> gates = List.of(Map.of("gate", "gates.minHitRate"));
    Path staged = store.stage();
    new SmallShop().popularityWeight(0.02).write(staged);
    assertThat(store.keepRefused(staged, gates)).isPresent();
    Path next = store.stage();
    new SmallShop().popularityWeight(0.03).write(next);
    String refused = store.keepRefused(next, gates).orElseThrow();
    assertThat(store.refused()).containsExactly(refused);
    assertThat(store.versions()).containsExactly(live);
    assertThatThrownBy(() -> store.folder(refused)).isInstanceOf(ArtifactException.class);
    store.publishRefused(byHand(refused));
    assertThat(store.current()).contains(refused);
    assertThat(store.refused()).isEmpty();
    Manifest manifest = Artifact.verify(store.live());
    assertThat(manifest.gates()).isEqualTo(gates);
    assertThat(manifest.lineage())
        .containsEntry("forced", Map.of("at", NOW.toString(), "reason", "by hand"));
  }

  private static Path staged(ArtifactStore store, SmallShop shop) {
    Path staged = store.stage();
    shop.write(staged);
    return staged;
  }

  @Test
  void aRefusedVersionThatPassesLaterIsOneVersionInOnePlace() {
    var store = new ArtifactStore(root);
    String live = new SmallShop().publish(store);
    var again = new SmallShop().popularityWeight(0.02);
    List<Object> gates = List.of(Map.of("gate", "gates.minHitRate"));
    String refused = store.keepRefused(staged(store, again), gates).orElseThrow();
    assertThat(again.publish(store)).isEqualTo(refused);
    assertThat(store.refused()).isEmpty();
    assertThat(root.resolve("refused")).isEmptyDirectory();
    assertThat(store.manifest(refused).gates()).isNotEqualTo(gates);
    assertThat(store.rollback(NOW, "worse").to()).isEqualTo(live);
    store.publishAgain(byHand(refused));
    assertThat(store.current()).contains(refused);
  }

  @Test
  void whatACrashLeftAmongTheRefusedIsAVersionAlone() throws IOException {
    var store = new ArtifactStore(root);
    String live = new SmallShop().publish(store);
    var again = new SmallShop().popularityWeight(0.02);
    String twice = store.keepRefused(staged(store, again), List.of()).orElseThrow();
    again.write(Files.createDirectory(root.resolve("versions").resolve(twice)));
    assertThat(store.versions()).contains(live, twice);
    assertThat(store.refused()).isEmpty();
    assertThat(again.publish(store)).isEqualTo(twice);
    assertThat(root.resolve("refused")).isEmptyDirectory();
  }

  @Test
  void aRemovedVersionServesWhoeverHasItOpen() {
    var store = new ArtifactStore(root);
    String old = new SmallShop().publish(store);
    try (Scorer scorer = Scorer.open(root)) {
      String live = new SmallShop().popularityWeight(0.02).publish(store);
      assertThatThrownBy(() -> store.remove(live)).isInstanceOf(IllegalArgumentException.class);
      store.remove(old);
      assertThat(store.versions()).containsExactly(live);
      assertThat(root.toFile().list()).noneMatch(name -> name.startsWith(".removed"));
      var cart = List.of(new CartLine("drill", 1, 50));
      var decision = scorer.decide(Moment.ofCart("m", Instant.EPOCH, Placement.CART, cart));
      assertThat(decision.reason()).isEqualTo(Reason.OK);
    }
  }

  @Test
  void aMemoryThatCannotBeReadIsToldNotForgotten() throws IOException {
    var store = new ArtifactStore(root);
    new SmallShop().publish(store);
    Files.writeString(root.resolve("history.json"), "{}");
    assertThatThrownBy(() -> store.rollback(NOW, "worse"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("history.json", "live", "remedy");
  }

  @Test
  void theMemoryIsBoundedAndAReasonIsOneLine() {
    StoreHistory history = StoreHistory.EMPTY;
    for (int i = 0; i < 2 * StoreHistory.MAX_EVENTS; i++) {
      history = history.published(byHand("v" + i));
    }
    assertThat(history.live()).hasSize(StoreHistory.MAX_EVENTS);
    assertThat(StoreHistory.fromJson(history.toJson())).isEqualTo(history);
    for (String bad : List.of(" ", "two\nlines", "x".repeat(501))) {
      assertThatThrownBy(() -> new StoreHistory.Event("v", NOW, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

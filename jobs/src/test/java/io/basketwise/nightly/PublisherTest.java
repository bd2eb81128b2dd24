package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.TeaShop;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Comparison;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.Verdict;
import io.basketwise.report.Verdict.Ruling;
import io.basketwise.storage.LockHolder;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a staged version, beside one that is live. */
class PublisherTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final List<Verdict> GOOD = List.of(Verdict.atLeast("g", "at least", 0.1, 0.2));

  @TempDir private Path root;
  private ArtifactStore store = new ArtifactStore(Path.of("."));
  private String before = "";

  @BeforeEach
  void live() {
    store = new ArtifactStore(root);
    before = TeaShop.publish(root, LocalDate.of(2026, 11, 1));
  }

  private Publisher.Outcome publish(Path staged, List<Verdict> verdicts, double difference) {
    return publish(staged, verdicts, difference, () -> {});
  }

  private Publisher.Outcome publish(
      Path staged, List<Verdict> verdicts, double difference, Runnable check) {
    Gates gates = new Gates(new ShopConfig.Gates(0, true, true, 0.1, 0, 1, 0.02), "EUR");
    try (LiveVersion live = LiveVersion.open(store)) {
      StoreCopy artifacts = StoreCopy.open(Location.of(root), Map.of());
      return new Publisher(artifacts, gates, live, lock(check))
          .publish(
              staged,
              verdicts,
              Optional.empty(),
              (champion, artifact, scorer) ->
                  new Comparison(
                      before,
                      TODAY,
                      0.4,
                      new Interval(difference, difference, difference),
                      100,
                      100,
                      0),
              NOW,
              1);
    }
  }

  private static RunLock lock(Runnable check) {
    return new RunLock() {
      @Override
      public List<LockHolder> killed() {
        return List.of();
      }

      @Override
      public void told() {}

      @Override
      public boolean outlivesHolders() {
        return false;
      }

      @Override
      public void check() {
        check.run();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aRunThatHasLostItsLockPublishesNothing() {
    Runnable lost =
        () -> {
          throw Refusal.locked("taken away", "stood still", "start again");
        };
    for (double difference : new double[] {0.01, -0.2}) {
      assertThatThrownBy(() -> publish(staged(), GOOD, difference, lost))
          .hasMessageContaining("taken away");
    }
    assertThat(store.versions()).containsExactly(before);
    assertThat(store.refused()).isEmpty();
  }

  @Test
  void aVersionThatIsLiveStaysPublishedWhenPruningFails() {
    AtomicInteger asked = new AtomicInteger();
    Runnable gone =
        () -> {
          if (asked.incrementAndGet() > 1) {
            throw new UncheckedIOException(new IOException("the store is out of reach"));
          }
        };
    Publisher.Outcome outcome = publish(staged(), GOOD, 0.01, gone);
    assertThat(outcome.live()).isTrue();
    assertThat(store.current()).isEqualTo(outcome.published());
    assertThat(outcome.notes())
        .singleElement()
        .asString()
        .contains("could not prune", "out of reach");
  }

  private Path staged() {
    return TeaShop.stage(store, TODAY, "Tea", "Pot");
  }

  @Test
  void aGoodVersionGoesLiveAndOldOnesArePruned() {
    String oldest = TeaShop.publish(root, LocalDate.of(2026, 10, 1));
    String between = TeaShop.publish(root, LocalDate.of(2026, 10, 2));
    Publisher.Outcome outcome = publish(staged(), GOOD, 0.01);
    assertThat(outcome.published()).isEqualTo(store.current());
    assertThat(outcome.notes()).singleElement().asString().contains("pruned 2", oldest, between);
    assertThat(store.versions()).containsExactly(before, store.current().orElseThrow());
  }

  @Test
  void aVersionThatIsWorseThanTheLiveOneIsKeptAsideWithItsTable() {
    Publisher.Outcome outcome = publish(staged(), GOOD, -0.2);
    assertThat(outcome.published()).isEmpty();
    assertThat(store.current()).contains(before);
    String refused = outcome.refused().orElseThrow();
    assertThat(Artifact.manifest(store.refusedFolder(refused)).gates())
        .isEqualTo(outcome.verdicts().stream().map(Verdict::json).toList());
    assertThat(outcome.verdicts())
        .filteredOn(verdict -> !verdict.passed())
        .extracting(Verdict::gate)
        .containsExactly("gates.maxLossToLive");
  }

  @Test
  void aLiveVersionOfALaterDateIsNoRivalAndStaysLive() {
    String later = TeaShop.publish(root, LocalDate.of(2026, 12, 1));
    Publisher.Outcome outcome = publish(staged(), GOOD, -0.2);
    assertThat(outcome.published()).isPresent();
    assertThat(outcome.live()).isFalse();
    assertThat(store.current()).contains(later);
    assertThat(outcome.verdicts())
        .filteredOn(verdict -> verdict.ruling() == Ruling.NOT_JUDGED)
        .singleElement()
        .extracting(Verdict::requirement)
        .asString()
        .contains("2026-12-01", "later");
  }

  @Test
  void aVersionThatWasRolledBackIsRefusedAndSaysWhy() {
    String first = publish(staged(), GOOD, 0).published().orElseThrow();
    store.rollback(NOW, "too loud");
    Publisher.Outcome outcome = publish(staged(), GOOD, 0);
    assertThat(outcome.published()).isEmpty();
    assertThat(outcome.refused()).as("it exists already").isEmpty();
    assertThat(store.current()).contains(before);
    assertThat(outcome.verdicts())
        .filteredOn(verdict -> !verdict.passed())
        .singleElement()
        .extracting(Verdict::requirement)
        .asString()
        .contains(first, NOW.toString(), "too loud", "versions publish");
  }

  @Test
  void aVersionThatDoesNotOpenIsRefusedAndNotKept() throws IOException {
    Path staged = staged();
    Files.delete(staged.resolve("bundles.safetensors"));
    Publisher.Outcome outcome = publish(staged, GOOD, 0);
    assertThat(outcome.verdicts().get(0).ruling()).isEqualTo(Ruling.FAILED);
    assertThat(outcome.verdicts().get(0).requirement()).contains("bundles.safetensors");
    assertThat(outcome.refused()).isEmpty();
    assertThat(store.current()).contains(before);
  }

  @Test
  void aLiveVersionThatCannotBeOpenedIsNoRivalButIsTold() throws IOException {
    Files.delete(store.live().resolve("items.safetensors"));
    Publisher.Outcome outcome = publish(staged(), GOOD, -0.2);
    assertThat(outcome.published()).isPresent();
    assertThat(outcome.verdicts())
        .filteredOn(verdict -> verdict.ruling() == Ruling.NOT_JUDGED)
        .singleElement()
        .extracting(Verdict::requirement)
        .asString()
        .contains("the live version cannot be opened", "items.safetensors");
  }
}

package io.basketwise.nightly;

import io.basketwise.evaluate.Champion;
import io.basketwise.evaluate.Comparison;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.models.score.Scorer;
import io.basketwise.report.Verdict;
import io.basketwise.storage.StoreCopy;
import io.basketwise.versions.Prune;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Publishes a staged version, or refuses it and keeps it aside. */
final class Publisher {
  private final StoreCopy artifacts;
  private final ArtifactStore store;
  private final Gates gates;
  private final LiveVersion live;
  private final RunLock lock;

  Publisher(StoreCopy artifacts, Gates gates, LiveVersion live, RunLock lock) {
    this.artifacts = artifacts;
    this.store = artifacts.store();
    this.gates = gates;
    this.live = live;
    this.lock = lock;
  }

  /** Asks the live version what a version that is to be published was asked. */
  @FunctionalInterface
  interface Duel {
    Comparison fight(Champion live, Artifact published, Scorer scorer);
  }

  /**
   * What became of a staged version.
   *
   * @param verdicts every gate's
   * @param published its id, when it was published
   * @param live whether it is live, or beside a version of a later date
   * @param refused its id, when it was refused and can still be published by force
   * @param notes what else was done
   */
  record Outcome(
      List<Verdict> verdicts,
      Optional<String> published,
      boolean live,
      Optional<String> refused,
      List<String> notes) {}

  /** The outcome of a run that publishes nothing. */
  static Outcome measuredOnly(List<Verdict> verdicts) {
    List<Verdict> all = new ArrayList<>(Gates.neverOpened(verdicts));
    all.add(Gates.noRival("--no-publish makes no version to compare with the live one"));
    return refused(all, Optional.empty());
  }

  /**
   * Publishes a version that every gate lets pass.
   *
   * @param verdicts those on the version alone, but for whether it opens
   * @param now the time that ages are counted to when old versions are pruned
   * @param keep newest versions that are kept
   */
  Outcome publish(
      Path staged,
      List<Verdict> verdicts,
      Optional<Verdict> policy,
      Duel duel,
      Instant now,
      int keep) {
    List<Verdict> all = new ArrayList<>();
    StoreHistory history = store.history();
    try (Artifact artifact = Artifact.openVerified(staged);
        Scorer scorer = Scorer.of(artifact)) {
      all.addAll(Gates.opens(verdicts));
      all.add(toLive(duel, artifact, scorer));
      policy.ifPresent(all::add);
      history
          .rollbackOf(artifact.manifest().version())
          .ifPresent(event -> all.add(Gates.rolledBack(event)));
    } catch (ArtifactException damaged) {
      // Nobody could use it: it is not kept.
      return refused(Gates.damaged(verdicts, damaged), Optional.empty());
    }
    if (!all.stream().allMatch(Verdict::passed)) {
      List<Object> table = all.stream().<Object>map(Verdict::json).toList();
      return refused(all, alone(now, () -> store.keepRefused(staged, table)));
    }
    String version = alone(now, () -> store.publish(staged));
    boolean isLive = store.current().equals(Optional.of(version));
    return new Outcome(
        List.copyOf(all), Optional.of(version), isLive, Optional.empty(), pruned(now, keep));
  }

  /**
   * A change of its own, which may fail: what was published stands, and the next night tries again.
   */
  private List<String> pruned(Instant now, int keep) {
    try {
      return alone(now, () -> new Prune(store, keep).run(now).lines());
    } catch (UncheckedIOException | ArtifactException | Refusal failed) {
      return List.of("could not prune old versions: " + failed.getMessage());
    }
  }

  /** A run that has lost its lake to another one publishes nothing that it has read there. */
  private <T> T alone(Instant now, Supplier<T> change) {
    return artifacts.change(
        now,
        () -> {
          lock.check();
          return change.get();
        });
  }

  private static Outcome refused(List<Verdict> verdicts, Optional<String> kept) {
    return new Outcome(List.copyOf(verdicts), Optional.empty(), false, kept, List.of());
  }

  private Verdict toLive(Duel duel, Artifact artifact, Scorer scorer) {
    if (live.champion().isEmpty()) {
      return Gates.noRival(live.absence());
    }
    LocalDate of = live.champion().get().manifest().asOf();
    if (of.isAfter(artifact.manifest().asOf())) {
      return Gates.noRival("the live version is of " + of + ", later than this run's date");
    }
    try {
      return gates.toLive(duel.fight(live.champion().get(), artifact, scorer));
    } catch (ArtifactException damaged) {
      return Gates.noRival("the live version is damaged: " + Gates.oneLine(damaged));
    }
  }
}

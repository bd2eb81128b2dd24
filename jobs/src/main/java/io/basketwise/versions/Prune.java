package io.basketwise.versions;

import io.basketwise.failure.Quantity;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.FileEntry;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.StoreHistory;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Removes old versions. Kept are the newest ones by as-of date, the live one, the one that a
 * rollback would go to, any that was made or became live within a day, and any whose manifest
 * cannot be read: somebody should look at it.
 */
public final class Prune {
  private static final Duration YOUNG = Duration.ofDays(1);
  private static final Comparator<Manifest> OLDEST_FIRST =
      Comparator.comparing(Manifest::asOf)
          .thenComparing(Manifest::createdAt)
          .thenComparing(Manifest::version);

  private final ArtifactStore store;
  private final int keep;

  /** Prunes a store down to its {@code keep} newest versions. */
  public Prune(ArtifactStore store, int keep) {
    this.store = store;
    this.keep = keep;
  }

  /**
   * What was, or would be, removed.
   *
   * @param removed bytes by version
   * @param failed why versions could not be removed, by version
   * @param kept how many versions are left
   */
  public record Result(Map<String, Long> removed, Map<String, String> failed, int kept) {
    /** Bytes of all removed versions. */
    public long bytes() {
      return removed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** In words; nothing when nothing was to be done. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      if (!removed.isEmpty()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "pruned %s, %s: %s",
                Quantity.of(removed.size(), "old version"),
                Quantity.of(bytes(), "byte"),
                String.join(", ", removed.keySet())));
      }
      failed.forEach(
          (version, why) -> lines.add("could not prune " + version + ", it stays: " + why));
      return List.copyOf(lines);
    }
  }

  /** Tells what {@link #run} would remove. */
  public Result plan(Instant now) {
    Map<String, Long> removed = new LinkedHashMap<>();
    old(now).forEach(manifest -> removed.put(manifest.version(), bytes(manifest)));
    return new Result(removed, Map.of(), store.versions().size() - removed.size());
  }

  /** Removes; a version that the system does not let go of stays, and the next time is tried. */
  public Result run(Instant now) {
    Map<String, Long> removed = new LinkedHashMap<>();
    Map<String, String> failed = new TreeMap<>();
    for (Manifest manifest : old(now)) {
      try {
        store.remove(manifest.version());
        removed.put(manifest.version(), bytes(manifest));
      } catch (UncheckedIOException inUse) {
        failed.put(manifest.version(), String.valueOf(inUse.getMessage()));
      }
    }
    return new Result(removed, failed, store.versions().size());
  }

  private List<Manifest> old(Instant now) {
    List<Manifest> known = manifests();
    if (known.size() <= keep) {
      return List.of();
    }
    StoreHistory history = store.history();
    Set<String> kept = new HashSet<>();
    store.current().ifPresent(kept::add);
    store.rollbackTarget().ifPresent(kept::add);
    known.stream()
        .sorted(OLDEST_FIRST.reversed())
        .limit(keep)
        .forEach(manifest -> kept.add(manifest.version()));
    return known.stream()
        .filter(manifest -> !kept.contains(manifest.version()))
        .filter(manifest -> !youngestTime(manifest, history).isAfter(now.minus(YOUNG)))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private List<Manifest> manifests() {
    return store.versions().stream()
        .flatMap(version -> VersionRow.readable(() -> store.manifest(version)).stream())
        .toList();
  }

  private static Instant youngestTime(Manifest manifest, StoreHistory history) {
    return history
        .publicationOf(manifest.version())
        .map(StoreHistory.Event::at)
        .filter(manifest.createdAt()::isBefore)
        .orElse(manifest.createdAt());
  }

  private static long bytes(Manifest manifest) {
    return manifest.files().stream().mapToLong(FileEntry::sizeBytes).sum();
  }
}

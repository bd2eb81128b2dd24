package io.basketwise.versions;

import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.report.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A version in the list of a store.
 *
 * @param manifest its table of contents; empty when it cannot be read
 * @param note why it has this status; may be empty
 */
public record VersionRow(String version, Optional<Manifest> manifest, Status status, String note) {
  /** What a version is to its store. */
  public enum Status {
    /** The one that CURRENT names. */
    LIVE,
    /** One that was live, or could be. */
    PUBLISHED,
    /** One that does not come back by itself. */
    ROLLED_BACK,
    /** One that a gate refused, kept aside. */
    REFUSED;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** All versions of a store, oldest date first, then those that were refused. */
  public static List<VersionRow> of(ArtifactStore store) {
    StoreHistory history = store.history();
    String live = store.current().orElse("");
    List<VersionRow> rows = new ArrayList<>();
    for (String version : store.versions()) {
      Optional<Manifest> manifest = readable(() -> store.manifest(version));
      rows.add(published(version, manifest, version.equals(live), history));
    }
    for (String version : store.refused()) {
      Optional<Manifest> manifest = readable(() -> store.refusedManifest(version));
      rows.add(
          new VersionRow(
              version, manifest, Status.REFUSED, manifest.map(VersionRow::failed).orElse("")));
    }
    return rows;
  }

  private static VersionRow published(
      String version, Optional<Manifest> manifest, boolean live, StoreHistory history) {
    Optional<StoreHistory.Event> back = history.rollbackOf(version);
    Status status = live ? Status.LIVE : back.isPresent() ? Status.ROLLED_BACK : Status.PUBLISHED;
    String note =
        back.map(event -> event.at() + ": " + event.reason())
            .or(() -> manifest.flatMap(VersionRow::forced))
            .orElse(manifest.isEmpty() ? "its manifest cannot be read" : "");
    return new VersionRow(version, manifest, status, note);
  }

  /** A version's table of contents, if it can be read. */
  static Optional<Manifest> readable(Supplier<Manifest> manifest) {
    try {
      return Optional.of(manifest.get());
    } catch (ArtifactException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> forced(Manifest manifest) {
    return manifest.lineage().get("forced") instanceof Map<?, ?> forced
        ? Optional.of("by force, " + forced.get("at") + ": " + forced.get("reason"))
        : Optional.empty();
  }

  private static String failed(Manifest manifest) {
    return manifest.gates().stream()
        .flatMap(gate -> Verdict.of(gate).stream())
        .filter(gate -> !gate.passed())
        .map(Verdict::gate)
        .collect(Collectors.joining(", "));
  }

  /** The line of the list. */
  public String text() {
    return String.format(
            Locale.ROOT,
            "%s %-21s  %-10s  %-20s  %-11s  %s",
            status == Status.LIVE ? "*" : " ",
            version,
            manifest.map(each -> each.asOf().toString()).orElse("?"),
            manifest
                .map(each -> each.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("?"),
            status.word(),
            note)
        .stripTrailing();
  }

  /** The names of the columns. */
  public static String head() {
    return String.format(
        Locale.ROOT,
        "  %-21s  %-10s  %-20s  %-11s  %s",
        "version",
        "as of",
        "created",
        "status",
        "why");
  }

  /** The same as JSON; what is unknown or empty is left out. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", version);
    manifest.ifPresent(
        each -> {
          json.put("as_of", each.asOf().toString());
          json.put("created_at", each.createdAt().toString());
        });
    json.put("status", status.word());
    if (!note.isEmpty()) {
      json.put("why", note);
    }
    return json;
  }
}

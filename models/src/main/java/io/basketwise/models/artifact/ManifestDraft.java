package io.basketwise.models.artifact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a run knows of a version before its files are hashed. */
public record ManifestDraft(
    String shop,
    String currency,
    LocalDate asOf,
    Instant createdAt,
    Map<String, Object> lineage,
    Map<String, Object> metrics,
    List<Object> gates,
    List<String> notes) {
  /** Copies the trees into canonical order. */
  public ManifestDraft {
    lineage = Json.canonicalObject(lineage);
    metrics = Json.canonicalObject(metrics);
    gates = gates.stream().map(Json::canonical).toList();
    notes = List.copyOf(notes);
  }
}

package io.basketwise.nightly;

import io.basketwise.evaluate.Champion;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import java.time.Instant;
import java.util.Optional;

/**
 * The version that is live when a night begins, which a new one has to measure up to.
 *
 * @param champion the version, if it can be opened
 * @param absence why there is none to compare with
 */
record LiveVersion(Optional<Champion> champion, String absence) implements AutoCloseable {

  /** A version that this build cannot open is no rival; the gates say so. */
  static LiveVersion open(ArtifactStore store) {
    try {
      return store.current().isEmpty()
          ? new LiveVersion(Optional.empty(), "no version is live yet")
          : new LiveVersion(Optional.of(Champion.open(store.live())), "");
    } catch (ArtifactException unusable) {
      return new LiveVersion(
          Optional.empty(), "the live version cannot be opened: " + Gates.oneLine(unusable));
    }
  }

  /** The version, unless somebody was erased since, whom it may know. */
  Optional<Champion> madeAfter(Optional<Instant> erasure) {
    return champion.filter(
        live -> erasure.filter(at -> !live.manifest().createdAt().isAfter(at)).isEmpty());
  }

  @Override
  public void close() {
    champion.ifPresent(Champion::close);
  }
}

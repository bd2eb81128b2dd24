package io.basketwise.nightly;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.score.Scorer;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fit as a version that is opened as production would open it; made when it is first asked for,
 * because a run that goes on from a killed one may need it no more.
 */
final class ScoredVersion implements AutoCloseable {
  private final Supplier<Path> stage;
  private @Nullable Artifact artifact;
  private @Nullable Scorer scorer;

  /**
   * A version.
   *
   * @param stage makes it and tells its folder
   */
  ScoredVersion(Supplier<Path> stage) {
    this.stage = stage;
  }

  Artifact artifact() {
    if (artifact == null) {
      artifact = Artifact.open(stage.get());
    }
    return artifact;
  }

  Scorer scorer() {
    if (scorer == null) {
      scorer = Scorer.of(artifact());
    }
    return scorer;
  }

  Path folder() {
    return artifact().folder();
  }

  @Override
  public void close() {
    if (scorer != null) {
      scorer.close();
    }
    if (artifact != null) {
      artifact.close();
    }
  }
}

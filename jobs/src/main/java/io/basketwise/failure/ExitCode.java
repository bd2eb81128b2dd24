package io.basketwise.failure;

import io.basketwise.models.artifact.ArtifactException;

/** The exit codes of the process. */
public final class ExitCode {
  /** Done, or nothing to do. */
  public static final int DONE = 0;

  private static final int UNEXPECTED = 1;

  private ExitCode() {}

  /** The code of a failure. */
  public static int of(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.kind().exitCode();
    }
    return failure instanceof ArtifactException ? ArtifactException.EXIT_CODE : UNEXPECTED;
  }
}

package io.basketwise.report;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.ArtifactException;
import java.util.List;

/** Why a run failed, in words that tell what to do. */
public record Failure(String problem, String cause, String remedy) {
  /** What is known of a failure; one that is no refusal is a bug or a broken machine. */
  public static Failure of(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return new Failure(refusal.problem(), refusal.reason(), refusal.remedy());
    }
    if (failure instanceof ArtifactException) {
      return artifact(String.valueOf(failure.getMessage()).lines().map(String::strip).toList());
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Failure(
        firstLine(failure),
        root == failure ? "it is not one of the failures that are expected" : firstLine(root),
        "read the trace on standard error, then start again: a run goes on from what is published");
  }

  /** Its message is the problem, what was found and expected, and the remedy, a line each. */
  private static Failure artifact(List<String> lines) {
    int last = lines.size() - 1;
    return new Failure(
        lines.get(0),
        String.join(", ", lines.subList(1, last)),
        lines.get(last).replaceFirst("^remedy: +", ""));
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName()
        + (message == null ? "" : message.lines().findFirst().map(line -> ": " + line).orElse(""));
  }
}

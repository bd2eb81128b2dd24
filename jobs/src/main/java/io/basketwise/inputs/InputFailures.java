package io.basketwise.inputs;

import io.basketwise.failure.Refusal;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Recognises a failure of Spark that an input file's data caused, while rows were read. */
public final class InputFailures {
  private InputFailures() {}

  /** The refusal behind a failed Spark job; empty where it failed for another reason. */
  public static Optional<Refusal> refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known && isUnreadableFile(known)) {
        return Optional.of(
            Refusal.inputs(
                "cannot read " + known.getMessageParameters().getOrDefault("path", "an input file"),
                rootMessage(cause),
                "write the file again, or remove it"));
      }
    }
    return Optional.empty();
  }

  private static boolean isUnreadableFile(SparkThrowable failure) {
    return String.valueOf(failure.getCondition()).startsWith("FAILED_READ_FILE");
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}

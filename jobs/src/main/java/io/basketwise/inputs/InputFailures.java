package io.basketwise.inputs;

import io.basketwise.config.Location;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.Outage;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Recognises a failure of Spark that an input file's data caused, while rows were read. */
public final class InputFailures {
  private InputFailures() {}

  /**
   * The refusal behind a failed Spark job; empty where it failed for another reason, such as a
   * place that could not be reached.
   */
  public static Optional<Refusal> refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known && isUnreadableFile(known)) {
        String file = known.getMessageParameters().getOrDefault("path", "an input file");
        return Outage.of(Location.parse(file), cause).isPresent()
            ? Optional.empty()
            : Optional.of(
                Refusal.inputs(
                    "cannot read " + file,
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

package io.basketwise.inputs;

import io.basketwise.config.Location;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.Denied;
import io.basketwise.storage.Outage;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Recognises failures that the user can mend though no step expected them. */
public final class InputFailures {
  private InputFailures() {}

  /**
   * The refusal behind a failure: an input file's data stopped a Spark job while rows were read, or
   * this user may not use a file. Empty where it failed for another reason, such as a place that
   * could not be reached.
   */
  public static Optional<Refusal> refusal(Throwable failure) {
    return unreadable(failure).or(() -> Denied.of(failure).map(Denied::refusal));
  }

  private static Optional<Refusal> unreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known && isUnreadableFile(known)) {
        String file = known.getMessageParameters().getOrDefault("path", "an input file");
        return Outage.of(Location.parse(file), cause).isPresent()
            ? Optional.empty()
            : Optional.of(refusal(file, cause));
      }
    }
    return Optional.empty();
  }

  private static Refusal refusal(String file, Throwable failure) {
    String problem = "cannot read " + file;
    return Denied.of(failure).isPresent()
        ? Denied.unreadable(problem)
        : Refusal.inputs(
            problem,
            rootMessage(failure),
            "write an input's file again, or remove it; one of the lake must come back from a backup");
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

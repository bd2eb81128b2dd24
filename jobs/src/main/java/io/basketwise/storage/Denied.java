package io.basketwise.storage;

import io.basketwise.failure.Refusal;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file or folder that the user of this process may not use. Another try would end the same, so
 * that it is a refusal and no broken machine.
 *
 * @param what the place, or how the file system tells of it
 * @param why who may not, or that nobody may
 */
public record Denied(String what, String why) {
  /** How Linux ends the message of a file that Java's older classes cannot open. */
  private static final String OLD_STYLE = " (Permission denied)";

  private static final String READ_ONLY = "Read-only file system";

  /** What was denied; empty where the failure has another cause. */
  public static Optional<Denied> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<Denied> denied = one(cause);
      if (denied.isPresent()) {
        return denied;
      }
    }
    return Optional.empty();
  }

  private static Optional<Denied> one(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (failure instanceof AccessDeniedException denied) {
      return Optional.of(toUser(denied.getFile() == null ? message : denied.getFile()));
    }
    if (failure instanceof AccessControlException) {
      return Optional.of(toUser(message));
    }
    if (failure instanceof FileNotFoundException && message.endsWith(OLD_STYLE)) {
      return Optional.of(toUser(message.substring(0, message.length() - OLD_STYLE.length())));
    }
    return failure instanceof FileSystemException denied && READ_ONLY.equals(denied.getReason())
        ? Optional.of(
            new Denied(String.valueOf(denied.getFile()), "it lies on a read-only file system"))
        : Optional.empty();
  }

  private static Denied toUser(String what) {
    return new Denied(what, user() + " has no right to it");
  }

  /** What to tell of a command that stopped for this. */
  public Refusal refusal() {
    return Refusal.configuration(
        "Access denied to " + what,
        why,
        "give this user the right to read and write there, or start the command as the user whose"
            + " it is");
  }

  /** What to tell of an input of which only reading was asked. */
  public static Refusal unreadable(String problem) {
    return Refusal.inputs(
        problem, user() + " has no right to it", "give this user the right to read it");
  }

  private static String user() {
    return "the user '" + System.getProperty("user.name") + "'";
  }
}

package io.basketwise.cli;

import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputFailures;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** What a command's failure becomes: a message for what the user can mend, a trace for the rest. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private ExitCodes() {}

  static int handle(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    Optional<Refusal> refusal = refusal(failure);
    if (refusal.isPresent()) {
      err.println("basketwise: " + refusal.get().getMessage());
    } else {
      failure.printStackTrace(err);
    }
    return exitCode(failure);
  }

  static int exitCode(Throwable failure) {
    return refusal(failure).map(refusal -> refusal.kind().exitCode()).orElse(FAILED);
  }

  private static Optional<Refusal> refusal(Throwable failure) {
    return failure instanceof Refusal refusal
        ? Optional.of(refusal)
        : InputFailures.refusal(failure);
  }
}

package io.basketwise.cli;

import io.basketwise.failure.ExitCode;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputFailures;
import io.basketwise.models.artifact.ArtifactException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** What a command's failure becomes: a message for what the user can mend, a trace for the rest. */
final class ExitCodes {
  static final int DONE = ExitCode.DONE;

  private ExitCodes() {}

  static int handle(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    Throwable known = InputFailures.refusal(failure).<Throwable>map(r -> r).orElse(failure);
    if (known instanceof Refusal || known instanceof ArtifactException) {
      err.println("basketwise: " + known.getMessage());
    } else {
      failure.printStackTrace(err);
    }
    return ExitCode.of(known);
  }
}

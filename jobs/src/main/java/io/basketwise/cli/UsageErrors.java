package io.basketwise.cli;

import io.basketwise.failure.Nearest;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What a command line that cannot be understood is told: the mistake and where help is. */
final class UsageErrors {
  private UsageErrors() {}

  static int handle(ParameterException failure, String... arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("basketwise: " + unknown(command).orElse(String.valueOf(failure.getMessage())));
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println(
          "  '" + command.getCommandSpec().qualifiedName() + " --help' tells what it takes");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A misspelt option is the mistake, not the required one that it was meant to be. */
  private static Optional<String> unknown(CommandLine command) {
    Optional<String> option =
        command.getUnmatchedArguments().stream().filter(word -> word.startsWith("-")).findFirst();
    if (option.isPresent()) {
      return option.map(word -> told("option", word.replaceFirst("=.*", ""), options(command)));
    }
    return command.getSubcommands().isEmpty()
        ? Optional.empty()
        : command.getUnmatchedArguments().stream()
            .findFirst()
            .map(word -> told("command", word, command.getSubcommands().keySet().stream()));
  }

  private static Stream<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName);
  }

  private static String told(String what, String word, Stream<String> known) {
    return "unknown "
        + what
        + " '"
        + word
        + "'"
        + Nearest.name(word, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }
}

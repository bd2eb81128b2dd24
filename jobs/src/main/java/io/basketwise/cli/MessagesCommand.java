package io.basketwise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code messages}: the words of offers. */
@Command(
    name = "messages",
    mixinStandardHelpOptions = true,
    description = "Hands offers to a copywriter or a language model and takes texts back.",
    subcommands = {MessagesDraftCommand.class, MessagesImportCommand.class},
    footer = {
      "",
      "Examples:",
      "  basketwise messages draft --artifacts work/artifacts --out drafts.jsonl",
      "  basketwise messages import --artifacts work/artifacts --in written.jsonl \\",
      "    --out texts.json"
    })
final class MessagesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name one of draft, import");
  }
}

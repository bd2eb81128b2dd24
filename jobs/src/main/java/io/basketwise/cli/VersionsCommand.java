package io.basketwise.cli;

import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code versions}: the published versions. */
@Command(
    name = "versions",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists, compares, publishes, takes back, makes again and prunes versions.",
    footer = {
      "",
      "Examples:",
      "  basketwise versions list --config shop.yaml",
      "  basketwise versions show current --artifacts work/artifacts --json",
      "  basketwise versions diff 20261031-0123456789ab current --artifacts work/artifacts",
      "  basketwise versions rollback --config shop.yaml --reason \"too few offers in the cart\""
    })
final class VersionsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  /** The command with all of its own. */
  static CommandLine commandLine(InstantSource clock) {
    return new CommandLine(new VersionsCommand())
        .addSubcommand(new VersionsListCommand())
        .addSubcommand(new VersionsShowCommand())
        .addSubcommand(new VersionsDiffCommand())
        .addSubcommand(new VersionsPublishCommand(clock))
        .addSubcommand(new VersionsRollbackCommand(clock))
        .addSubcommand(new VersionsVerifyCommand())
        .addSubcommand(new VersionsReproduceCommand(clock))
        .addSubcommand(new VersionsPruneCommand(clock));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Name one of " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}

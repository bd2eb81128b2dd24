package io.basketwise.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command. */
@Command(
    name = "basketwise",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Decides which extra offer a shopper should see, when, and when to stay quiet.",
    footer = {
      "",
      "Examples:",
      "  basketwise demo",
      "  basketwise check --config shop/basketwise.yaml",
      "  basketwise nightly --config shop/basketwise.yaml",
      "  basketwise report --config shop/basketwise.yaml",
      "  source <(basketwise generate-completion)",
      "",
      "Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or configuration, 3 inputs refused,",
      "4 a gate refused the version and the last one stays live, 5 another run holds the lock,",
      "6 artifact or record of a run missing, damaged or of an unsupported version."
    })
final class Basketwise {
  /** No example is broken where it could not be copied. */
  private static final int HELP_WIDTH = 100;

  private Basketwise() {}

  /** The whole command line; a command is added here. */
  static CommandLine commandLine() {
    return new CommandLine(new Basketwise())
        .addSubcommand(new DemoCommand(InstantSource.system()))
        .addSubcommand(new NightlyCommand(InstantSource.system()))
        .addSubcommand(new BackfillCommand(InstantSource.system()))
        .addSubcommand(new EraseCommand(InstantSource.system()))
        .addSubcommand(new ReportCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new ScoreCommand())
        .addSubcommand(new ExplainCommand())
        .addSubcommand(VersionsCommand.commandLine(InstantSource.system()))
        .addSubcommand(new MessagesCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new GenerateCompletion())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(UsageErrors::handle)
        .setExecutionExceptionHandler(ExitCodes::handle);
  }

  /** Runs one command. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    int code = commandLine().setOut(out).setErr(err).execute(args);
    out.flush();
    err.flush();
    return code;
  }
}

package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.report.RunFiles;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says how a run shows its progress on standard error. */
final class ProgressOption {
  /** Ways to show it. */
  enum Mode {
    /** A line a step on a terminal, else what suits the command. */
    AUTO,
    /** A line a step. */
    LINE,
    /** A JSON object a line. */
    JSON,
    /** Not at all. */
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "progress on standard error: ${COMPLETION-CANDIDATES}; auto is a line a step on a"
              + " terminal, with the time left, else JSON lines")
  private Mode mode = Mode.AUTO;

  /** Whether the launcher found a terminal behind standard error; the JVM cannot tell by itself. */
  private static boolean onTerminal() {
    return Boolean.getBoolean("basketwise.terminal");
  }

  /** What shows the progress of a shop's run. */
  Progress show(ShopConfig shop, PrintWriter err, InstantSource clock, Mode withoutTerminal) {
    Mode chosen = mode != Mode.AUTO ? mode : onTerminal() ? Mode.LINE : withoutTerminal;
    return switch (chosen) {
      case NONE -> step -> {};
      case JSON -> new JsonProgress(err, clock);
      case AUTO, LINE -> lines(shop, err, clock);
    };
  }

  private static Progress lines(ShopConfig shop, PrintWriter err, InstantSource clock) {
    TimeLeft left =
        new TimeLeft(
            new RunFiles(shop.reports())
                .last(
                    record ->
                        record.learned().figures().isPresent()
                            && record.run().shop().equals(shop.shop())));
    LineProgress lines = new LineProgress(err, clock, left, onTerminal());
    return onTerminal() ? new RepaintedProgress(lines) : lines;
  }
}

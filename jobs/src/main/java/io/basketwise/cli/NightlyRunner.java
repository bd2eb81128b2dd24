package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.nightly.Nightly;
import io.basketwise.report.RunSummary;
import io.basketwise.report.SummaryFile;
import io.basketwise.report.SummaryText;
import io.basketwise.report.Verdict;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Runs a night for a command: progress to standard error, the summary to standard output. */
final class NightlyRunner {
  private final PrintWriter out;
  private final PrintWriter err;
  private final InstantSource clock;

  NightlyRunner(CommandLine command, InstantSource clock) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.clock = clock;
  }

  RunSummary run(ShopConfig shop, Optional<LocalDate> asOf, Nightly.Outcome outcome) {
    RunSummary run = new Nightly(shop, clock.instant(), this::progress).run(asOf, outcome);
    String text = SummaryText.of(run);
    out.print(text);
    out.println("summary kept in " + SummaryFile.write(shop.reports(), run, text));
    out.flush();
    return run;
  }

  private void progress(String step) {
    err.println("... " + step);
    err.flush();
  }

  /** Ends the command with a gate's exit code when one has refused the version. */
  static void refuseUnlessPassed(RunSummary run) {
    if (!run.passed()) {
      throw Refusal.gate(
          "The version was not published",
          run.gates().stream()
              .filter(gate -> !gate.passed())
              .map(Verdict::requirement)
              .collect(Collectors.joining("; ")),
          "look at the figures above; lower the gate only if they are good enough for the shop");
    }
  }
}

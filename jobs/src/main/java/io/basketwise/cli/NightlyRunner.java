package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.nightly.Nightly;
import io.basketwise.report.Failure;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.SummaryText;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
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

  RunRecord run(ShopConfig shop, Optional<LocalDate> asOf, Nightly.Outcome outcome) {
    return new Nightly(shop, clock, new Told(shop)).run(asOf, outcome);
  }

  private final class Told implements RunListener {
    private final ShopConfig shop;

    Told(ShopConfig shop) {
      this.shop = shop;
    }

    @Override
    public void started(String step) {
      err.println("... " + step);
      err.flush();
    }

    @Override
    public void ended(RunRecord record) {
      out.print(SummaryText.of(record));
      out.println("kept in " + new RunFiles(shop.reports()).page(record));
      out.flush();
    }
  }

  /** Ends the command with a gate's exit code when one has refused the version. */
  static void refuseUnlessPassed(RunRecord run) {
    if (run.result().outcome() == RunRecord.Outcome.REFUSED) {
      Failure why = run.result().failure().orElseThrow();
      throw Refusal.gate(why.problem(), why.cause(), why.remedy());
    }
  }
}

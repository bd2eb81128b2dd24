package io.basketwise.cli;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.nightly.Backfill;
import io.basketwise.nightly.Nightly;
import io.basketwise.nightly.Reproduce;
import io.basketwise.report.Failure;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes;
import io.basketwise.report.SummaryText;
import io.basketwise.report.page.RunPage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Runs a night for a command: progress to standard error, the summary to standard output. */
final class NightlyRunner {
  private final PrintWriter out;
  private final PrintWriter err;
  private final InstantSource clock;
  private final ProgressOption progress;
  private final ProgressOption.Mode withoutTerminal;

  /**
   * Runs nights for a command.
   *
   * @param withoutTerminal how progress is shown where nobody looks at a terminal
   */
  NightlyRunner(
      CommandLine command,
      InstantSource clock,
      ProgressOption progress,
      ProgressOption.Mode withoutTerminal) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.clock = clock;
    this.progress = progress;
    this.withoutTerminal = withoutTerminal;
  }

  RunRecord run(ShopConfig shop, Optional<LocalDate> asOf, Nightly.Outcome outcome) {
    try (Progress shown = progress.show(shop, err, clock, withoutTerminal)) {
      return new Nightly(shop, clock, new Told(shop, shown)).run(asOf, outcome);
    }
  }

  void backfill(
      ShopConfig shop, LocalDate from, LocalDate to, int every, Consumer<Backfill.Night> told) {
    try (Progress shown = progress.show(shop, err, clock, withoutTerminal)) {
      new Backfill(shop, clock, new Shown(shown)).run(from, to, every, told);
    }
  }

  Reproduce.Outcome reproduce(
      ShopConfig shop,
      Map<String, String> overrides,
      Path version,
      ArtifactStore store,
      Path work,
      Location lake) {
    try (Progress shown = progress.show(shop, err, clock, withoutTerminal)) {
      return new Reproduce(shop.file(), overrides, clock, new Shown(shown))
          .run(version, store, work, lake);
    }
  }

  /** Shows the progress alone. */
  private static class Shown implements RunListener {
    private final Progress shown;

    Shown(Progress shown) {
      this.shown = shown;
    }

    @Override
    public void begins(String runId) {
      shown.begins(runId);
    }

    @Override
    public void started(String step) {
      shown.started(step);
    }

    @Override
    public void finished(StepTimes.Step step) {
      shown.finished(step);
    }

    @Override
    public void ended(RunRecord record) {
      shown.ended(record);
    }
  }

  /** Shows the progress, and the page at the end. */
  private final class Told extends Shown {
    private final ShopConfig shop;

    Told(ShopConfig shop, Progress shown) {
      super(shown);
      this.shop = shop;
    }

    @Override
    public void ended(RunRecord record) {
      super.ended(record);
      out.print(SummaryText.of(record));
      out.println("kept in " + new RunFiles(shop.reports()).page(record));
      page(record);
      out.flush();
    }

    /** A page that cannot be drawn is no reason to call a published night a failed one. */
    private void page(RunRecord record) {
      try {
        out.println("as a page for a browser: " + RunPage.keep(shop.reports(), record));
      } catch (RuntimeException undrawn) {
        undrawn.printStackTrace(err);
      }
    }
  }

  /** Ends the command with a gate's exit code when one has refused the version, or would. */
  static void refuseUnlessPassed(RunRecord run) {
    if (run.result().exitCode() == Refusal.Kind.GATE.exitCode()) {
      Failure why = run.result().failure().orElseThrow();
      throw Refusal.gate(why.problem(), why.cause(), why.remedy());
    }
  }
}

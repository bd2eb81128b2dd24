package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.nightly.Nightly;
import io.basketwise.nightly.RunSummary;
import io.basketwise.nightly.Verdict;
import io.basketwise.report.SummaryFile;
import io.basketwise.report.SummaryText;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains everything as of a date and publishes a version, or refuses to. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = {
      "Checks and prepares the inputs, learns, measures on a holdout, and publishes a new version.",
      "A version that a gate refuses is not published; the last one stays live."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise nightly --config data-samples/demo-shop/basketwise.yaml",
      "  basketwise nightly --config shop.yaml --as-of 2011-12-01 --set bundles.minSupport=0.002"
    })
final class NightlyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final AsOfOption asOf = new AsOfOption();

  @Option(names = "--no-publish", description = "measure and report, but publish nothing")
  private boolean noPublish;

  private final InstantSource clock;

  NightlyCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    RunSummary run =
        run(
            config.load(),
            asOf.date(),
            noPublish ? Nightly.Outcome.MEASURE_ONLY : Nightly.Outcome.PUBLISH);
    if (!run.passed()) {
      throw Refusal.gate(
          "The version was not published",
          run.gates().stream()
              .filter(gate -> !gate.passed())
              .map(Verdict::requirement)
              .collect(Collectors.joining("; ")),
          "look at the figures above; lower the gate only if they are good enough for the shop");
    }
    return 0;
  }

  /** Runs, prints the summary and keeps it in the reports folder. */
  RunSummary run(ShopConfig shop, Optional<LocalDate> date, Nightly.Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RunSummary run =
        new Nightly(
                shop,
                clock.instant(),
                step -> {
                  err.println("… " + step);
                  err.flush();
                })
            .run(date, outcome);
    String text = SummaryText.of(run);
    out.print(text);
    out.println("summary kept in " + SummaryFile.write(shop.reports(), run, text));
    out.flush();
    return run;
  }
}

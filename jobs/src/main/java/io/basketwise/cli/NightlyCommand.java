package io.basketwise.cli;

import io.basketwise.nightly.Nightly;
import io.basketwise.report.RunRecord;
import java.time.InstantSource;
import java.util.concurrent.Callable;
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
      "Learns from the inputs and publishes a new version.",
      "It checks and prepares the inputs, learns, and measures on a holdout. A"
          + " version that a gate refuses is not published; the last one stays live."
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
  @Mixin private final ProgressOption progress = new ProgressOption();

  @Option(names = "--no-publish", description = "measure and report, but publish nothing")
  private boolean noPublish;

  @Option(names = "--again", description = "learn and publish even if nothing has changed")
  private boolean again;

  private final InstantSource clock;

  NightlyCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    RunRecord run =
        new NightlyRunner(spec.commandLine(), clock, progress, ProgressOption.Mode.JSON)
            .run(config.load(), asOf.date(), outcome());
    NightlyRunner.refuseUnlessPassed(run);
    return ExitCodes.DONE;
  }

  private Nightly.Outcome outcome() {
    if (noPublish) {
      return Nightly.Outcome.MEASURE_ONLY;
    }
    return again ? Nightly.Outcome.PUBLISH_AGAIN : Nightly.Outcome.PUBLISH;
  }
}

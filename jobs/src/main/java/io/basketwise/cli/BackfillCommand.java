package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.nightly.Backfill;
import io.basketwise.report.BackfillText;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunRecord;
import io.basketwise.report.page.Trend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backfill}: nights of the past. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs nightly as of each date in turn, oldest first.",
      "A finished date is skipped, so that a backfill that was cut off goes on; a"
          + " live version of a later date stays live."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise backfill --config shop.yaml --from 2011-11-01 --to 2011-11-30",
      "  basketwise backfill --config shop.yaml --from 2011-01-01 --to 2011-12-01 --every 7"
    })
final class BackfillCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final ProgressOption progress = new ProgressOption();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      converter = AsOfOption.IsoDate.class,
      description = "first as-of date, as 2026-11-01")
  @SuppressWarnings("NullAway.Init") // picocli sets a required option
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      converter = AsOfOption.IsoDate.class,
      description = "last as-of date")
  @SuppressWarnings("NullAway.Init") // picocli sets a required option
  private LocalDate to;

  @Option(
      names = "--every",
      paramLabel = "DAYS",
      defaultValue = "1",
      description = "days from one date to the next (default: ${DEFAULT-VALUE})")
  private int every;

  private final InstantSource clock;

  BackfillCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (from.isAfter(to)) {
      throw new ParameterException(spec.commandLine(), "--from " + from + " is after --to " + to);
    }
    if (every < 1) {
      throw new ParameterException(spec.commandLine(), "--every must be 1 or more, not " + every);
    }
    ShopConfig shop = config.load();
    List<Backfill.Night> nights = new ArrayList<>();
    try {
      new NightlyRunner(spec.commandLine(), clock, progress, ProgressOption.Mode.JSON)
          .backfill(shop, from, to, every, nights::add);
    } catch (Throwable failure) {
      // What was finished until then is told as well.
      tellAfter(failure, shop, nights);
      throw failure;
    }
    tell(shop, nights);
    refuse(nights);
    return ExitCodes.DONE;
  }

  private void tellAfter(Throwable failure, ShopConfig shop, List<Backfill.Night> nights) {
    if (nights.isEmpty()) {
      return;
    }
    try {
      tell(shop, nights);
    } catch (RuntimeException untold) {
      failure.addSuppressed(untold);
    }
  }

  private void tell(ShopConfig shop, List<Backfill.Night> nights) {
    table(nights);
    picture(shop, nights);
  }

  private void table(List<Backfill.Night> nights) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(BackfillText.heading());
    for (Backfill.Night night : nights) {
      out.println(
          night
              .record()
              .map(run -> BackfillText.line(night.asOf(), run))
              .orElseGet(() -> BackfillText.line(night.asOf(), night.problem())));
    }
    long skipped = nights.stream().filter(Backfill.Night::skipped).count();
    out.println(Quantity.of(nights.size(), "date") + ", finished before: " + skipped);
    out.flush();
  }

  private void picture(ShopConfig shop, List<Backfill.Night> nights) {
    List<RunRecord> records = nights.stream().flatMap(night -> night.record().stream()).toList();
    Path page = shop.reports().resolve("backfill-" + from + "-" + to + ".html");
    RunFiles.replace(page, Trend.page(shop.shop(), records, failed(nights)));
    PrintWriter out = spec.commandLine().getOut();
    out.println("drawn in " + page);
    out.flush();
  }

  private static List<LocalDate> failed(List<Backfill.Night> nights) {
    return nights.stream()
        .filter(night -> night.record().isEmpty())
        .map(Backfill.Night::asOf)
        .toList();
  }

  /** All dates have had their turn; the worst decides the exit code. */
  private static void refuse(List<Backfill.Night> nights) {
    List<LocalDate> failed = failed(nights);
    if (!failed.isEmpty()) {
      throw Refusal.inputs(
          "The inputs of "
              + Quantity.of(failed.size(), "date was", "dates were")
              + " refused: "
              + failed,
          nights.stream()
              .map(Backfill.Night::problem)
              .filter(problem -> !problem.isEmpty())
              .findFirst()
              .orElse(""),
          "look at the records failed-<date>.json among the reports");
    }
    List<LocalDate> refused =
        nights.stream()
            .filter(night -> outcome(night).equals(Optional.of(RunRecord.Outcome.REFUSED)))
            .map(Backfill.Night::asOf)
            .toList();
    if (!refused.isEmpty()) {
      throw Refusal.gate(
          "A gate refused the versions of " + Quantity.of(refused.size(), "date") + ": " + refused,
          "see the gates in the records of these dates",
          "lower a gate only if the figures are good enough for the shop");
    }
  }

  private static Optional<RunRecord.Outcome> outcome(Backfill.Night night) {
    return night.record().map(run -> run.result().outcome());
  }
}

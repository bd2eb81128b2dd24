package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunHistory;
import io.basketwise.report.RunRecord;
import io.basketwise.report.page.RunPage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the page of a run for a browser. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the page of a run for a browser.",
      "It is one HTML file that needs no network to be viewed, made from the record"
          + " that the run kept, so nothing is computed again."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise report --config data-samples/demo-shop/basketwise.yaml",
      "  basketwise report --config shop.yaml --as-of 2011-12-01 --out page.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = AsOfOption.IsoDate.class,
      description = "the run as of this date (default: the run that ended last)")
  private Optional<LocalDate> asOf = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the page is written (default: beside the record, reports/<as-of>.html)")
  private @Nullable Path out;

  @Override
  public Integer call() {
    ShopConfig shop = config.load();
    RunHistory history = RunHistory.of(shop.reports());
    RunRecord run =
        asOf.map(history::asOf).orElseGet(history::last).orElseThrow(() -> none(shop, history));
    Path file = out == null ? new RunFiles(shop.reports()).html(run) : out;
    RunFiles.replace(file, RunPage.of(run, history));
    spec.commandLine().getOut().println(file);
    return ExitCodes.DONE;
  }

  private Refusal none(ShopConfig shop, RunHistory history) {
    String which = asOf.map(date -> "run as of " + date).orElse("run");
    return history.unreadable().isEmpty()
        ? Refusal.record(
            "There is no " + which + " to report on",
            "no record of one lies in " + shop.reports(),
            "start nightly first"
                + asOf.map(date -> ", or name another date than " + date).orElse(""))
        : Refusal.record(
            "There is no " + which + " that can be reported on",
            String.join("; ", history.unreadable()),
            "restore the records from a copy, or delete them and start nightly again; a newer"
                + " build's are read by that build");
  }
}

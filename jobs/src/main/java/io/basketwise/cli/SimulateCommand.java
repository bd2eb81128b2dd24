package io.basketwise.cli;

import io.basketwise.simulate.ShopSpec;
import io.basketwise.simulate.Simulation;
import io.basketwise.simulate.Written;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code basketwise simulate}: a shop with known truth, for demos and tests. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a simulated shop with known truth: orders, clicks with logged offers, catalog, labels,"
          + " and a truth folder that training never reads.",
      "The same options give the same bytes."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise simulate --out my-shop",
      "  basketwise simulate --out big --customers 100000 --days 365 --items 5000 --seed 1",
      "  basketwise simulate --out harmless --offer-harm 0"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SimulateCommand implements Callable<Integer> {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";

  @Spec private CommandSpec command;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "new or empty folder")
  private Path out;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "2500",
      description = "people who may come, guests included" + DEFAULT)
  private int customers;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "120",
      description = "simulated days" + DEFAULT)
  private int days;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "300",
      description = "size of the catalog, at least " + ShopSpec.MIN_ITEMS + DEFAULT)
  private int items;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "seed of all random numbers" + DEFAULT)
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      defaultValue = "2026-05-01",
      description = "first day, UTC" + DEFAULT)
  private LocalDate from;

  @Option(
      names = "--visits-per-month",
      paramLabel = "X",
      defaultValue = "1.0",
      description = "mean sessions of a customer in 30 days" + DEFAULT)
  private double visitsPerMonth;

  @Option(
      names = "--offer-benefit",
      paramLabel = "X",
      defaultValue = "1.0",
      description = "factor on the acceptance of offers, 0 = never accepted" + DEFAULT)
  private double offerBenefit;

  @Option(
      names = "--offer-harm",
      paramLabel = "X",
      defaultValue = "1.0",
      description = "factor on what offers cost the purchase, 0 = harmless" + DEFAULT)
  private double offerHarm;

  @Override
  public Integer call() {
    ShopSpec spec =
        new ShopSpec(customers, days, items, seed, from, visitsPerMonth, offerBenefit, offerHarm);
    int threads = Runtime.getRuntime().availableProcessors();
    Written written = new Simulation(spec, threads).write(out);
    PrintWriter print = command.commandLine().getOut();
    print.println("Simulated shop written to " + out);
    print.printf(Locale.ROOT, "  orders   %,12d lines%n", written.orderLines());
    print.printf(Locale.ROOT, "  clicks   %,12d events%n", written.events());
    print.printf(Locale.ROOT, "  catalog  %,12d items%n", written.items());
    print.printf(
        Locale.ROOT,
        "  truth    %,12d sessions, %,d offer moments%n",
        written.sessions(),
        written.moments());
    print.flush();
    return 0;
  }
}

package io.basketwise.cli;

import io.basketwise.simulate.OrdersSpec;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code basketwise simulate}: a shop with known truth, for demos and tests. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a simulated shop with known truth.",
      "It has orders, clicks with logged offers, a catalog, labels, and a truth folder that training"
          + " never reads.",
      "With --orders-only no session is played: orders, catalog and the truth about the catalog alone,"
          + " for shops of a hundred million order lines. They are not the orders that the same"
          + " options give with clicks.",
      "The same options give the same bytes, on any number of processors."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise simulate --out my-shop",
      "  basketwise simulate --out big --customers 100000 --days 365 --items 5000 --seed 1",
      "  basketwise simulate --out harmless --offer-harm 0",
      "  basketwise simulate --out huge --orders-only --customers 2000000 --items 200000 \\",
      "    --days 730 --lines-per-customer 50"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SimulateCommand implements Callable<Integer> {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";
  private static final String LINES_PER_CUSTOMER = "--lines-per-customer";
  private static final String VISITS_PER_MONTH = "--visits-per-month";
  private static final String OFFER_BENEFIT = "--offer-benefit";
  private static final String OFFER_HARM = "--offer-harm";

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
      names = "--orders-only",
      description = "leave out sessions: no clicks, labels or offers, and much faster")
  private boolean ordersOnly;

  @Option(
      names = LINES_PER_CUSTOMER,
      paramLabel = "X",
      defaultValue = "10",
      description =
          "with --orders-only: mean order lines of a customer over all the days, returns included"
              + DEFAULT)
  private double linesPerCustomer;

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
      converter = AsOfOption.IsoDate.class,
      description = "first day, UTC" + DEFAULT)
  private LocalDate from;

  @Option(
      names = VISITS_PER_MONTH,
      paramLabel = "X",
      defaultValue = "1.0",
      description = "mean sessions of a customer in 30 days" + DEFAULT)
  private double visitsPerMonth;

  @Option(
      names = OFFER_BENEFIT,
      paramLabel = "X",
      defaultValue = "1.0",
      description = "factor on the acceptance of offers, 0 = never accepted" + DEFAULT)
  private double offerBenefit;

  @Option(
      names = OFFER_HARM,
      paramLabel = "X",
      defaultValue = "1.0",
      description = "factor on what offers cost the purchase, 0 = harmless" + DEFAULT)
  private double offerHarm;

  @Override
  public Integer call() {
    if (ordersOnly) {
      refuse("without --orders-only", VISITS_PER_MONTH, OFFER_BENEFIT, OFFER_HARM);
    } else {
      refuse("with --orders-only", LINES_PER_CUSTOMER);
    }
    Written written = simulation().write(out);
    PrintWriter print = command.commandLine().getOut();
    print.println("Simulated shop written to " + out);
    print.printf(Locale.ROOT, "  orders   %,12d lines%n", written.orderLines());
    if (!ordersOnly) {
      print.printf(Locale.ROOT, "  clicks   %,12d events%n", written.events());
    }
    print.printf(Locale.ROOT, "  catalog  %,12d items%n", written.items());
    if (!ordersOnly) {
      print.printf(
          Locale.ROOT,
          "  truth    %,12d sessions, %,d offer moments%n",
          written.sessions(),
          written.moments());
    }
    print.println("Next: ./basketwise nightly --config " + out.resolve("basketwise.yaml"));
    print.flush();
    return 0;
  }

  private Simulation simulation() {
    int threads = Runtime.getRuntime().availableProcessors();
    if (ordersOnly) {
      return new Simulation(
          new OrdersSpec(customers, days, items, seed, from, linesPerCustomer), threads);
    }
    return new Simulation(
        new ShopSpec(customers, days, items, seed, from, visitsPerMonth, offerBenefit, offerHarm),
        threads);
  }

  /** An option that would change nothing is a mistake that the user should hear of. */
  private void refuse(String only, String... options) {
    for (String option : options) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(command.commandLine(), option + " can be given only " + only);
      }
    }
  }
}

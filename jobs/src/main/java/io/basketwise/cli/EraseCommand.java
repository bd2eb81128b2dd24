package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.erase.Subject;
import io.basketwise.failure.Quantity;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.nightly.Erase;
import io.basketwise.nightly.Nightly;
import io.basketwise.report.RunRecord;
import io.basketwise.storage.StoreCopy;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code erase}: removes a person everywhere, with a receipt. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Removes a person everywhere, with a receipt.",
      "The person goes from every table of the lake, past versions included; what counted the"
          + " person is learned again and published. With a customer go the visitors that"
          + " events tell to be the same, and what was done in their sessions; a visitor who"
          + " merely has the customer's id does not. Rows that the inputs still have are left"
          + " out from now on, unless they bear a later time; the inputs themselves are the"
          + " shop's to clean. The receipt names nobody."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise erase --config shop.yaml --customer 17850",
      "  basketwise erase --config shop.yaml --visitor cookie-5f3a",
    })
final class EraseCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final ProgressOption progress = new ProgressOption();

  @ArgGroup(multiplicity = "1", exclusive = false)
  @SuppressWarnings("NullAway.Init") // picocli sets a required group before the command runs
  private Person person;

  /** Who: one id at least. */
  static final class Person {
    @Option(
        names = "--customer",
        paramLabel = "ID",
        description = "the customer_id, as the column mapping makes it")
    private @Nullable String customer;

    @Option(
        names = "--visitor",
        paramLabel = "ID",
        description = "a visitor_id that is the person's too, or a guest's; as often as needed")
    private final List<String> visitors = new ArrayList<>();

    Subject subject() {
      return new Subject(Optional.ofNullable(customer), visitors);
    }
  }

  private final InstantSource clock;

  EraseCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    ShopConfig shop = config.load();
    PrintWriter out = spec.commandLine().getOut();
    Erase erase = new Erase(shop, clock);
    Erase.Done done = erase.run(person.subject());
    done.receipt().removed().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            table ->
                out.println(
                    "removed " + Quantity.of(table.getValue(), "row") + " of " + table.getKey()));
    if (done.receipt().removed().values().stream().allMatch(rows -> rows == 0)) {
      out.println(
          "no row was found: if the person was not erased before, see whether the id is written as"
              + " the column mapping makes it");
    }
    if (done.namesake()) {
      out.println(
          "events of a visitor with the same id name no customer and stay: if that is the same"
              + " person, erase --visitor removes them");
    }
    out.println("receipt kept in " + done.file());
    out.flush();
    Optional<LocalDate> live = liveDate(shop);
    Optional<RunRecord> run = Optional.empty();
    if (live.isPresent()) {
      try {
        run =
            Optional.of(
                new NightlyRunner(spec.commandLine(), clock, progress, ProgressOption.Mode.JSON)
                    .run(shop, live, Nightly.Outcome.PUBLISH_AGAIN));
      } catch (RuntimeException failure) {
        erase.notLearnedAgain(done, failure);
        throw failure;
      }
    }
    erase.learnedAgain(done, run);
    run.ifPresent(NightlyRunner::refuseUnlessPassed);
    return ExitCodes.DONE;
  }

  private static Optional<LocalDate> liveDate(ShopConfig shop) {
    try (StoreCopy artifacts = StoreCopy.open(shop)) {
      ArtifactStore store = artifacts.store();
      return store.current().map(version -> store.manifest(version).asOf());
    }
  }
}

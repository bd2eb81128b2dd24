package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Nights of the past, oldest first. Each sees nothing that came later, and no version of an earlier
 * date takes the place of a live one of a later date. What was cut off goes on where it stopped,
 * because a finished night is not made again.
 */
public final class Backfill {
  private final ShopConfig config;
  private final InstantSource clock;
  private final RunListener listener;

  /**
   * One night.
   *
   * @param record of the run that made it, this time or before; empty where its inputs were refused
   * @param skipped whether it was finished before
   * @param problem why its inputs were refused; else empty
   */
  public record Night(
      LocalDate asOf, Optional<RunRecord> record, boolean skipped, String problem) {}

  /** A backfill of a shop. */
  public Backfill(ShopConfig config, InstantSource clock, RunListener listener) {
    this.config = config;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Runs as of {@code from}, then every so many days, up to {@code to}. A date whose inputs are
   * refused does not stop the others; anything else that fails does.
   *
   * @param told of each night when it is over
   */
  public void run(LocalDate from, LocalDate to, int everyDays, Consumer<Night> told) {
    for (LocalDate asOf = from; !asOf.isAfter(to); asOf = asOf.plusDays(everyDays)) {
      told.accept(night(asOf));
    }
  }

  private Night night(LocalDate asOf) {
    try {
      RunRecord run =
          new Nightly(config, clock, listener).run(Optional.of(asOf), Nightly.Outcome.BACKFILL);
      boolean skipped = run.result().outcome() == Outcome.UNCHANGED;
      return new Night(
          asOf,
          skipped
              ? new RunFiles(config.reports()).of(asOf).or(() -> Optional.of(run))
              : Optional.of(run),
          skipped,
          "");
    } catch (Refusal refused) {
      if (refused.kind() != Refusal.Kind.INPUTS) {
        throw refused;
      }
      String problem = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
      return new Night(asOf, Optional.empty(), false, problem);
    }
  }
}

package io.basketwise.prepare;

import io.basketwise.config.ShopConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days a run looks at. All bounds are UTC midnights; a start belongs to its span, an end does
 * not.
 *
 * @param asOf nothing on or after this day is seen
 * @param trainDays length of each training span
 * @param holdoutDays length of the holdout, which ends at {@code asOf}
 * @param validationDays length of the validation span, which ends where the holdout starts
 * @param sessionGapMinutes idle minutes after which a session is over
 * @param catalogHours hours of the as-of day in which its catalog is written
 */
public record TimeWindow(
    LocalDate asOf,
    int trainDays,
    int holdoutDays,
    int validationDays,
    int sessionGapMinutes,
    int catalogHours) {

  /** The window of a configured shop. */
  public static TimeWindow of(ShopConfig config, LocalDate asOf) {
    ShopConfig.Window window = config.window();
    return new TimeWindow(
        asOf,
        window.trainDays(),
        window.holdoutDays(),
        window.validationDays(),
        window.sessionGapMinutes(),
        window.catalogHours());
  }

  /** First day that any span of the run needs. */
  public LocalDate first() {
    return validationStart().minusDays(trainDays);
  }

  /** First day of the holdout; training spans that are measured end here. */
  public LocalDate holdoutStart() {
    return asOf.minusDays(holdoutDays);
  }

  /** First day of the validation span, on which the blend is fitted. */
  public LocalDate validationStart() {
    return holdoutStart().minusDays(validationDays);
  }

  /** A session whose last event is later may go on after the as-of date's midnight. */
  Instant sessionsOver() {
    return midnight(asOf).minus(Duration.ofMinutes(sessionGapMinutes));
  }

  /** When the catalog of the as-of date's night is written. */
  Instant catalogWritten() {
    return midnight(asOf).plus(Duration.ofHours(catalogHours));
  }

  /** Midnight at the start of a day. */
  public static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.QualityCheck.Level;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.SummaryText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed of which nothing comes any more: each night has nothing to do, and says since when. */
class StoppedFeedTest {
  @TempDir private static Path folder;

  private static RunRecord night(Path config, Instant now, Optional<LocalDate> asOf) {
    return new Nightly(ConfigLoader.load(config, Map.of()), InstantSource.fixed(now), step -> {})
        .run(asOf, Nightly.Outcome.PUBLISH);
  }

  private static Optional<QualityCheck> age(RunRecord run) {
    return run.quality().stream().filter(check -> check.check().equals("feedAge")).findFirst();
  }

  @Test
  void nightsThatFindNothingNewTellHowOldTheNewestRowIs() throws Exception {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    RunRecord first = night(config, Instant.parse("2100-03-01T02:00:00Z"), Optional.empty());
    Instant newest =
        Instant.parse("2100-03-01T02:00:00Z")
            .minusMillis(Math.round(age(first).orElseThrow().measured() * 86_400_000));
    Instant next = newest.plus(30, ChronoUnit.HOURS);
    assertThat(age(night(config, next, Optional.empty())).orElseThrow().verdict())
        .isEqualTo(Level.PASS);
    RunRecord stopped = night(config, newest.plus(4, ChronoUnit.DAYS), Optional.empty());
    assertThat(stopped.result().outcome()).isEqualTo(Outcome.UNCHANGED);
    QualityCheck age = age(stopped).orElseThrow();
    assertThat(age.verdict()).isEqualTo(Level.WARN);
    assertThat(age.table()).isEqualTo("orders");
    assertThat(age.warn()).isEqualTo("above 3.0");
    assertThat(age.measured()).isEqualTo(4);
    assertThat(SummaryText.of(stopped)).contains("look:  feedAge of orders");
    assertThat(Files.readString(folder.resolve("work/reports/metrics.prom")))
        .contains("basketwise_quality_measured{check=\"feedAge\"");
    LocalDate past = stopped.run().asOf().orElseThrow().minusDays(3);
    assertThat(age(night(config, newest.plus(4, ChronoUnit.DAYS), Optional.of(past))))
        .as("a past date knows nothing of today")
        .isEmpty();
  }
}

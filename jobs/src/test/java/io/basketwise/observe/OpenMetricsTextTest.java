package io.basketwise.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.report.Records;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenMetricsTextTest {
  private static final Instant EARLIER = Instant.parse("2026-02-28T02:01:00Z");

  /**
   * A line of OpenMetrics 1.0.0: metadata, or a sample without exemplar and timestamp. A node
   * exporter's text collector reads the older text format, which has no other of these types.
   */
  private static final Pattern METADATA =
      Pattern.compile("# (?:TYPE (?<family>[a-z_]+) gauge|UNIT [a-z_]+ seconds|HELP [a-z_]+ .+)");

  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<name>[a-z_0-9]+)\\{(?<labels>[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\""
              + "(?:,[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\")*)\\}"
              + " (?<value>NaN|-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)");

  private static List<String> lines(RunRecord record) {
    return OpenMetricsText.of(record, Optional.of(EARLIER)).lines().toList();
  }

  @Test
  void everyLineIsOfTheGrammarAndEveryFamilyStandsOnce() {
    List<String> lines = lines(Records.published());
    assertThat(lines.get(lines.size() - 1)).isEqualTo("# EOF");
    Set<String> families = new HashSet<>();
    Set<String> series = new HashSet<>();
    String family = "";
    for (String line : lines.subList(0, lines.size() - 1)) {
      Matcher metadata = METADATA.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (metadata.matches()) {
        if (metadata.group("family") != null) {
          family = metadata.group("family");
          assertThat(families.add(family)).as(line).isTrue();
        }
      } else {
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group("name")).as(line).startsWith(family);
        assertThat(series.add(sample.group("name") + sample.group("labels"))).as(line).isTrue();
      }
    }
  }

  @Test
  void whatAnAlertAsksForIsThere() {
    assertThat(lines(Records.published()))
        .contains(
            "basketwise_build{shop=\"small \\\"shop\\\"\",version=\"1.2.3\"} 1.0",
            "basketwise_live{shop=\"small \\\"shop\\\"\",version=\"20260301-0123456789ab\"} 1.0",
            "basketwise_run_exit_code{shop=\"small \\\"shop\\\"\"} 0.0",
            "basketwise_run_duration_seconds{shop=\"small \\\"shop\\\"\"} 95.0",
            "basketwise_run_step_seconds{shop=\"small \\\"shop\\\"\",step=\"fit\"} 10.0",
            "basketwise_run_rows{fate=\"quarantined\",shop=\"small \\\"shop\\\"\",table=\"orders\"}"
                + " 3.0",
            "basketwise_holdout_metric{bound=\"value\",method=\"blend\",metric=\"NDCG@6\","
                + "shop=\"small \\\"shop\\\"\"} 0.3",
            "basketwise_gate_passed{gate=\"gates.minHitRate\",shop=\"small \\\"shop\\\"\"} 1.0",
            "basketwise_quality_verdict{check=\"age\",shop=\"small \\\"shop\\\"\","
                + "table=\"catalog\"} 1.0");
  }

  @Test
  void aFailedRunKeepsTheTimeOfTheLastGoodOne() {
    assertThat(lines(Records.failed()))
        .contains(
            "basketwise_run_outcome{outcome=\"failed\",shop=\"small \\\"shop\\\"\"} 1.0",
            "basketwise_run_outcome{outcome=\"published\",shop=\"small \\\"shop\\\"\"} 0.0",
            "basketwise_run_exit_code{shop=\"small \\\"shop\\\"\"} 3.0",
            "basketwise_last_success_timestamp_seconds{shop=\"small \\\"shop\\\"\"} 1.77224406E9",
            "basketwise_live{shop=\"small \\\"shop\\\"\",version=\"20260228-0123456789ab\"} 1.0");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void theLiveVersionIsTheOneThatIsLiveAfterTheRun(Outcome outcome) {
    String live = outcome == Outcome.PUBLISHED ? "20260301-0123456789ab" : "20260228-0123456789ab";
    assertThat(lines(Records.published(outcome)))
        .contains("basketwise_live{shop=\"small \\\"shop\\\"\",version=\"" + live + "\"} 1.0");
  }
}

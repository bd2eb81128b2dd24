package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basketwise.report.Records;
import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The last run of the records took 3.25 s for "prepare orders" and 10 s for "fit". */
class ProgressTest {
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);
  private Instant now = Instant.parse("2026-03-02T02:00:00Z");
  private final InstantSource clock = () -> now;

  private static Step step(String name, double seconds, OptionalLong rows) {
    return new Step(name, seconds, 0, rows, 0, 0, 0, OptionalLong.empty());
  }

  private void run(Progress progress) {
    progress.begins("7d44");
    progress.started("prepare orders");
    now = now.plusSeconds(2);
    if (progress instanceof LineProgress lines) {
      lines.repaint();
    }
    now = now.plusSeconds(1);
    progress.finished(step("prepare orders", 3, OptionalLong.of(1_234)));
    progress.started("fit");
    progress.started("a step that is new");
    now = now.plusSeconds(75);
    progress.finished(step("a step that is new", 75, OptionalLong.empty()));
    progress.finished(step("fit", 0, OptionalLong.empty()));
    progress.ended(Records.published());
  }

  @Test
  void aTerminalShowsALineAStepThatGoesOn() {
    run(new LineProgress(out, clock, new TimeLeft(Optional.of(Records.published())), true));
    List<String> lines =
        text.toString().replace("\u001b[K", "").replace('\r', '|').lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "|prepare orders                              0 s                   13 s left"
                + "|prepare orders                              2 s                   11 s left"
                + "|prepare orders                              3 s       1,234 rows  10 s left");
    assertThat(lines).last().asString().startsWith("|fit").endsWith(" 0 s left");
  }

  @Test
  void elsewhereALineTellsOfAFinishedStepAndWithoutARecordOfNoTimeLeft() {
    run(new LineProgress(out, clock, new TimeLeft(Optional.empty()), false));
    assertThat(text.toString().lines())
        .containsExactly(
            "prepare orders                              3 s       1,234 rows",
            "a step that is new                     1:15 min",
            "fit                                    1:15 min");
  }

  @Test
  void programsReadJson() throws IOException {
    run(new JsonProgress(out, clock));
    List<JsonNode> events = new ArrayList<>();
    for (String line : text.toString().lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events).hasSize(7).allMatch(event -> event.path("run").asText().equals("7d44"));
    assertThat(events.get(0).path("state").asText()).isEqualTo("started");
    assertThat(events.get(1).toString())
        .isEqualTo(
            "{\"at\":\"2026-03-02T02:00:03Z\",\"run\":\"7d44\",\"state\":\"finished\","
                + "\"step\":\"prepare orders\",\"seconds\":3.0,\"rows\":1234}");
    assertThat(events.get(6).path("outcome").asText()).isEqualTo("published");
  }

  @Test
  void timeLeftIsNeverNegativeAndEndsAtNothing() {
    TimeLeft left = new TimeLeft(Optional.of(Records.published()));
    assertThat(left.left("prepare orders", Duration.ofHours(1))).contains(Duration.ofSeconds(10));
    left.finished("prepare orders");
    left.finished("prepare orders");
    assertThat(left.left("fit", Duration.ofHours(1))).contains(Duration.ZERO);
    left.finished("fit");
    assertThat(left.left("fit", Duration.ZERO)).contains(Duration.ZERO);
  }

  /** A backfill runs night after night. */
  @Test
  void theNextRunIsExpectedToTakeAsLongAsThisOne() {
    TimeLeft left = new TimeLeft(Optional.empty());
    left.ended(Records.published());
    left.finished("prepare orders");
    left.ended(Records.published(RunRecord.Outcome.UNCHANGED));
    assertThat(left.left("prepare orders", Duration.ZERO)).contains(Duration.ofMillis(13_250));
  }
}

package io.basketwise.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.RunRecord.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  @TempDir private Path reports;

  @Test
  void aRecordIsReadAsItWasKept() throws IOException {
    RunRecord record = Records.published();
    new RunFiles(reports).keep(record);
    RunRecord read = RunRecord.read(reports.resolve("2026-03-01.json"));
    assertThat(read)
        .usingRecursiveComparison()
        // JSON has neither NaN nor infinity: both are null there, and come back as NaN.
        .ignoringFieldsMatchingRegexes(".*behaviour.*low", ".*measured")
        .isEqualTo(record);
    assertThat(read.quality().get(1).measured()).isNaN();
    assertThat(RecordJson.line(read)).isEqualTo(RecordJson.line(record));
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("2026-03-01.json", "2026-03-01.txt");
    }
  }

  @Test
  void theMembersAreNamedAsTheDocumentsSay() throws IOException {
    new RunFiles(reports).keep(Records.published());
    JsonNode json = new ObjectMapper().readTree(reports.resolve("2026-03-01.json").toFile());
    assertThat(json.path("schema").asInt()).isEqualTo(1);
    assertThat(json.at("/run/as_of").asText()).isEqualTo("2026-03-01");
    assertThat(json.at("/run/started_at").asText()).isEqualTo("2026-03-01T02:00:00Z");
    assertThat(json.at("/result/outcome").asText()).isEqualTo("published");
    assertThat(json.at("/result/exit_code").asInt()).isZero();
    assertThat(json.at("/result/failure").isMissingNode()).isTrue();
    assertThat(json.at("/data/rows/0/table").asText()).isEqualTo("orders");
    assertThat(json.at("/data/rows/0/unmatched_returns").asLong()).isEqualTo(1);
    assertThat(json.at("/quality/1/verdict").asText()).isEqualTo("warn");
    assertThat(json.at("/quality/1/measured").isNull()).isTrue();
    assertThat(json.at("/learned/figures/methods/blend/HR@6/low").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/learned/behaviour/intent/family").asText()).isEqualTo("boosted_trees");
    assertThat(json.at("/learned/behaviour/intent/confusion/1/2").asDouble()).isEqualTo(4.5);
    assertThat(json.at("/steps/1/bound_mib").asLong()).isEqualTo(7);
  }

  @Test
  void aFailedRunLeavesTheRecordOfAGoodOne() {
    RunFiles files = new RunFiles(reports);
    files.keep(Records.published());
    files.keep(Records.failed());
    files.keep(ended(Outcome.UNCHANGED));
    files.keep(ended(Outcome.MEASURED));
    assertThat(RunRecord.read(reports.resolve("2026-03-01.json")).result().outcome())
        .isEqualTo(Outcome.PUBLISHED);
    assertThat(RunRecord.read(reports.resolve("failed-2026-03-01.json")).result().failure())
        .isEqualTo(Records.failed().result().failure());
    assertThat(reports.resolve("measured-2026-03-01.txt")).exists();
    assertThat(files.records()).hasSize(3);
  }

  @Test
  void everyFailureIsToldWithCauseAndRemedy() {
    assertThat(
            Failure.of(ArtifactException.missing(Path.of("live"), "no such file", "a version id")))
        .isEqualTo(
            new Failure(
                "artifact missing: live",
                "found:    no such file, expected: a version id",
                "check the artifacts folder, or publish a version with the nightly command"));
    assertThat(
            Failure.of(new IllegalStateException("Job aborted", new IOException("disk full\nat"))))
        .satisfies(
            failure -> {
              assertThat(failure.problem()).isEqualTo("IllegalStateException: Job aborted");
              assertThat(failure.cause()).isEqualTo("IOException: disk full");
              assertThat(failure.remedy()).contains("start again");
            });
  }

  private static RunRecord ended(Outcome outcome) {
    RunRecord failed = Records.failed();
    return new RunRecord(
        failed.schema(),
        failed.run(),
        new Result(
            outcome,
            0,
            failed.result().endedAt(),
            Optional.empty(),
            failed.result().previous(),
            failed.result().previous(),
            Optional.empty()),
        failed.data(),
        List.of(),
        failed.learned(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void thePageBeginsWithWhatATiredPersonNeeds() {
    assertThat(SummaryText.of(Records.published()).lines().limit(2))
        .containsExactly(
            "PUBLISHED: small \"shop\" as of 2026-03-01, version 20260301-0123456789ab is live",
            "  look:  age of catalog");
    assertThat(SummaryText.of(Records.failed()).lines().limit(4))
        .containsExactly(
            "FAILED: small \"shop\" as of 2026-03-01, No order line is left",
            "  why:   the table is empty",
            "  to do: mend the feed",
            "  live:  version 20260228-0123456789ab stays live");
  }
}

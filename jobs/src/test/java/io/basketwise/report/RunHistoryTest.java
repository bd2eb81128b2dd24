package io.basketwise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunHistoryTest {
  @TempDir private Path reports;
  private Path good;

  @BeforeEach
  void keep() {
    new RunFiles(reports).keep(Records.published());
    new RunFiles(reports).keep(Records.failed());
    good = reports.resolve("2026-03-01.json");
  }

  @Test
  void theLastRunIsTheOneThatEndedLast() {
    RunHistory history = RunHistory.of(reports);
    assertThat(history.last().orElseThrow().version()).contains("20260301-0123456789ab");
    assertThat(history.asOf(Records.AS_OF).orElseThrow().version())
        .contains("20260301-0123456789ab");
    assertThat(history.asOf(Records.AS_OF.minusDays(1))).isEmpty();
    assertThat(history.upTo(Records.AS_OF).records()).hasSize(2);
    assertThat(history.upTo(Records.AS_OF.minusDays(1)).records()).isEmpty();
    assertThat(RunHistory.of(reports.resolve("none")).last()).isEmpty();
  }

  @Test
  void whatWasMeasuredAloneCountsLessThanWhatWasDoneAndReceiptsAreNoRecords() throws IOException {
    new RunFiles(reports).keep(Records.published(RunRecord.Outcome.MEASURED));
    Files.writeString(reports.resolve("erased-2026-03-01T020000Z-0123456789ab.json"), "{}");
    RunHistory history = RunHistory.of(reports);
    assertThat(history.unreadable()).isEmpty();
    assertThat(history.records())
        .extracting(record -> record.result().outcome())
        .containsExactly(
            RunRecord.Outcome.FAILED, RunRecord.Outcome.MEASURED, RunRecord.Outcome.PUBLISHED);
  }

  @Test
  void aDamagedRecordSpoilsNoOther() throws IOException {
    String text = Files.readString(good);
    Files.writeString(reports.resolve("2026-02-28.json"), text.substring(0, text.length() / 2));
    RunHistory history = RunHistory.of(reports);
    assertThat(history.records()).hasSize(2);
    assertThat(history.unreadable()).hasSize(1).first().asString().contains("2026-02-28.json");
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "schema" : 1    | "schema" : 2       | schema 2, this build reads up to 1
          "schema" : 1    | "shema" : 1        | it has no schema
          {               | x                  | Unrecognized token
          "baskets" : 60  | "baskets" : "many" | not a valid `long` value
          "outcome" : "pu | "outcome" : "x     | Outcome
          "result" : {    | "outcome" : {      | result
          "gates" : [     | "doors" : [        | gates
          """)
  void whatCannotBeReadIsRefusedWithProblemCauseAndRemedy(String what, String by, String cause)
      throws IOException {
    Files.writeString(good, Files.readString(good).replace(what, by));
    assertThatThrownBy(() -> RunRecord.read(good))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(6))
        .hasMessageContainingAll(good.toString(), cause, "cause:", "remedy:");
  }

  @Test
  void bytesThatAreNoTextAreDamage() throws IOException {
    Files.write(good, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> RunRecord.read(good)).hasMessageContaining("is damaged");
    Files.delete(good);
    assertThatThrownBy(() -> RunRecord.read(good)).hasMessageContaining("There is no run record");
  }
}

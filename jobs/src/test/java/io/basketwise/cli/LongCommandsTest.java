package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basketwise.nightly.SmallShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code backfill} and {@code erase} print and how they end, one after another in a shop. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LongCommandsTest {
  /** Goes on by a second each time it is asked: the run that ended last counts. */
  private static final InstantSource CLOCK =
      new InstantSource() {
        private Instant now = Instant.parse("2026-03-05T02:00:00Z");

        @Override
        public synchronized Instant instant() {
          now = now.plusSeconds(1);
          return now;
        }
      };

  private static final List<String> TWO_DATES =
      List.of("--from", "2026-02-20", "--to", "2026-02-27", "--every", "7");

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Callable<Integer> command, List<String> options, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String config = folder.resolve("basketwise.yaml").toString();
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(ExitCodes::handle)
        .execute(
            Stream.of(List.of("--config", config), options, List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
  }

  private int backfill(String... more) {
    return run(new BackfillCommand(CLOCK), TWO_DATES, more);
  }

  private int erase(String... more) {
    return run(new EraseCommand(CLOCK), List.of(), more);
  }

  @Test
  @Order(1)
  void whatIsMissingOrAskedForWronglyEndsWithItsOwnCode() {
    assertThat(backfill()).as("no configuration yet").isEqualTo(2);
    assertThat(err.toString()).contains("basketwise.yaml");
    new SmallShop(folder).write(SmallShop.lines(580));
    assertThat(
            run(new BackfillCommand(CLOCK), List.of("--from", "2026-02-27", "--to", "2026-02-20")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--from 2026-02-27 is after --to 2026-02-20");
    assertThat(backfill("--every", "0")).isEqualTo(2);
    assertThat(erase()).as("nobody is named").isEqualTo(2);
    assertThat(err.toString()).contains("--customer", "--visitor");
  }

  @Test
  @Order(2)
  void aBackfillOfDatesThatCannotBeLearnedEndsWithTheInputsCodeAndItsTable() throws IOException {
    assertThat(backfill("--set", "inputs.orders.path=gone")).isEqualTo(3);
    assertThat(err.toString()).contains("2026-02-20, 2026-02-27", "gone");
    assertThat(out.toString()).contains("2026-02-20  failed ", "2026-02-27  failed ");
    assertThat(folder.resolve("work/artifacts/CURRENT")).doesNotExist();
  }

  @Test
  @Order(3)
  void aGateThatRefusesEveryDateEndsWithTheGatesCode() {
    assertThat(backfill("--set", "gates.minHitRate=0.99")).isEqualTo(4);
    assertThat(err.toString()).contains("2 dates", "2026-02-20, 2026-02-27");
    assertThat(folder.resolve("work/artifacts/CURRENT")).doesNotExist();
  }

  @Test
  @Order(4)
  void aBackfillPublishesItsDatesDrawsThemAndSkipsThemTheNextTime() {
    assertThat(backfill()).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("2026-02-20  published", "2026-02-27  published", "2 dates, finished before: 0");
    assertThat(folder.resolve("work/reports/backfill-2026-02-20-2026-02-27.html")).exists();
    assertThat(backfill()).isZero();
    assertThat(out.toString()).contains("2 dates, finished before: 2");
  }

  @Test
  @Order(5)
  void aBackfillThatIsStoppedTellsOfTheDatesBefore() {
    assertThat(
            run(
                new BackfillCommand(CLOCK),
                List.of("--from", "2026-02-20", "--to", "2027-02-20", "--every", "365")))
        .as("a date of the future")
        .isEqualTo(2);
    assertThat(out.toString()).contains("2026-02-20  published", "1 date, finished before: 1");
    assertThat(folder.resolve("work/reports/backfill-2026-02-20-2027-02-20.html")).exists();
  }

  @Test
  @Order(6)
  void anErasedCustomerLeavesAReceiptAndANewVersion() throws IOException {
    String before = Files.readString(folder.resolve("work/artifacts/CURRENT"));
    assertThat(erase("--customer", "c7")).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("removed [1-9][0-9]* rows of orders");
    String receipt = out.toString().replaceAll("(?s).*receipt kept in (\\S+).*", "$1");
    JsonNode told = new ObjectMapper().readTree(Path.of(receipt).toFile());
    assertThat(told.path("rows_removed").path("orders").asInt()).isPositive();
    assertThat(told.toString()).doesNotContain("\"c7\"");
    String after = Files.readString(folder.resolve("work/artifacts/CURRENT"));
    assertThat(after).isNotEqualTo(before);
    assertThat(told.path("learned_again").asText())
        .isEqualTo("version " + after.strip() + " was published");
    assertThat(erase("--customer", "c8", "--set", "gates.minHitRate=0.99")).isEqualTo(4);
    String refused = out.toString().replaceAll("(?s).*receipt kept in (\\S+).*", "$1");
    assertThat(
            new ObjectMapper().readTree(Path.of(refused).toFile()).path("learned_again").asText())
        .contains("a gate refused", "the live one counts the person still");
  }

  @Test
  @Order(7)
  void aVersionThatCountedThePersonIsNotReproduced() throws IOException {
    String before;
    try (Stream<Path> versions = Files.list(folder.resolve("work/artifacts/versions"))) {
      before =
          versions
              .map(version -> version.getFileName().toString())
              .filter(version -> version.startsWith("20260220"))
              .findFirst()
              .orElseThrow();
    }
    int code = run(new VersionsReproduceCommand(CLOCK), List.of(), before);
    assertThat(code).as(err.toString()).isEqualTo(1);
    assertThat(out.toString())
        .startsWith(before + ": NOT reproduced, it came out as 20260220-")
        .contains("  differs: bundles.safetensors");
  }

  @Test
  @Order(8)
  void somebodyWhoWasNeverThereIsToldApart() {
    assertThat(erase("--customer", "nobody")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("no row was found");
  }
}

package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basketwise.failure.ExitCode;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.ArtifactException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class BasketwiseTest {
  /** 2026-01-02T00:00Z in microseconds since the epoch. */
  private static final long ORDERED_AT = 1_767_312_000_000_000L;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private String config;

  @BeforeEach
  void writeShop() throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(file, "shop: test\ninputs.orders.path: orders.parquet\n");
    config = file.toString();
    writeOrders(
        "int64 ordered_at (TIMESTAMP(MICROS,true))", group -> group.add("ordered_at", ORDERED_AT));
  }

  private void writeOrders(String orderedAt, Consumer<Group> time) throws IOException {
    Files.deleteIfExists(folder.resolve("orders.parquet"));
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message orders { required binary order_id (STRING);"
                + " required "
                + orderedAt
                + ";"
                + " required binary item_id (STRING); required int32 quantity;"
                + " required double unit_price; }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(folder.resolve("orders.parquet")))
            .withType(schema)
            .build()) {
      Group row =
          new SimpleGroupFactory(schema)
              .newGroup()
              .append("order_id", "o1")
              .append("item_id", "a")
              .append("quantity", 1)
              .append("unit_price", 2.5);
      time.accept(row);
      writer.write(row);
    }
  }

  @Test
  void checksAShop() {
    assertThat(run("check", "--config", config)).isEqualTo(0);
    assertThat(out.toString())
        .contains("1 row, 1 file", "2025-01-03 to 2026-01-03", "(no clicks)", "nothing stands");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhereFootersTellNoTimes() throws IOException {
    writeOrders("int96 ordered_at", group -> group.add("ordered_at", new NanoTime(2_461_043, 0)));
    assertThat(run("check", "--config", config)).isEqualTo(0);
    assertThat(out.toString())
        .contains("1 row, 1 file", "ordered at times that footers do not tell: INT96")
        .doesNotContain("window");
  }

  @Test
  void printsJson() throws IOException {
    assertThat(run("check", "--config", config, "--json", "--as-of", "2026-01-04")).isEqualTo(0);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("as_of").asText()).isEqualTo("2026-01-04");
    assertThat(json.at("/tables/0/rows").asLong()).isEqualTo(1);
    assertThat(json.at("/tables/0/first").asText()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(json.at("/tables/0/columns/quantity").asText()).isEqualTo("`quantity`");
    assertThat(json.at("/left_out/0/why").asText()).isEqualTo("no clicks");
  }

  @ParameterizedTest
  @CsvSource({"2026-01-02", "2027-01-03"})
  void refusesAWindowWithoutOrders(String asOf) {
    assertThat(run("check", "--config", config, "--as-of", asOf)).isEqualTo(3);
    assertThat(err.toString()).contains("no rows in the window", asOf, "2026-01-02T00:00:00Z");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2026-01-03", "2027-01-02"})
  void acceptsAWindowThatTouchesTheOrders(String asOf) {
    assertThat(run("check", "--config", config, "--as-of", asOf)).isEqualTo(0);
  }

  @Test
  void refusesADateThatIsNone() {
    assertThat(run("check", "--config", config, "--as-of", "2026-02-30")).isEqualTo(2);
    assertThat(err.toString()).contains("--as-of", "'2026-02-30' is not a date of the calendar");
  }

  @Test
  void refusesWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("chek")).isEqualTo(2);
    assertThat(err.toString()).contains("check");
    assertThat(run("check")).isEqualTo(2);
    assertThat(err.toString()).contains("--config");
    assertThat(run("check", "--config", config, "--set", "seed")).isEqualTo(2);
  }

  @Test
  void refusesConfigurationAndInputsWithTheirCodes() {
    assertThat(run("check", "--config", config, "--set", "sede=1")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'seed'?").doesNotContain("\tat ");
    assertThat(run("check", "--config", config, "--set", "inputs.orders.path=none")).isEqualTo(3);
    assertThat(err.toString()).contains("nothing at " + folder.resolve("none"));
  }

  @Test
  void aMisspeltOptionIsNamedWithWhatItWasMeantToBe() {
    assertThat(run("check", "--cofnig", config)).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "basketwise: unknown option '--cofnig'; did you mean '--config'?",
            "  'basketwise check --help' tells what it takes");
  }

  @Test
  void aMisspeltCommandIsNamedWithWhatItWasMeantToBe() {
    assertThat(run("versions", "lsit")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("basketwise: unknown command 'lsit'; did you mean 'list'?")
        .contains("'basketwise versions --help'");
  }

  @Test
  void everyDateIsAskedForInOneForm() {
    String out = folder.resolve("simulated").toString();
    assertThat(run("simulate", "--out", out, "--from", "01/05/2026")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'01/05/2026' is not a date of the calendar; write one as 2026-11-30")
        .doesNotContain("Exception");
  }

  @Test
  void whatAUserMayNotReadIsRefusedWithoutATrace() {
    CommandLine command =
        Basketwise.commandLine()
            .addSubcommand("denied", new Denied())
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(ExitCodes::handle);
    assertThat(command.execute("denied")).isEqualTo(2);
    assertThat(err.toString()).contains("/shop/.store-lock", "remedy:").doesNotContain("\tat ");
  }

  @Command(name = "denied")
  private static final class Denied implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new UncheckedIOException(new AccessDeniedException("/shop/.store-lock"));
    }
  }

  @Test
  void examplesCanBeCopiedAndListsHoldWholeSentences() {
    commands(Basketwise.commandLine())
        .forEach(
            command -> {
              String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
              assertThat(command.getCommandSpec().usageMessage().footer())
                  .allSatisfy(line -> assertThat(help).contains(line));
              assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith(".");
            });
  }

  private static Stream<CommandLine> commands(CommandLine root) {
    return Stream.concat(
        Stream.of(root), root.getSubcommands().values().stream().flatMap(BasketwiseTest::commands));
  }

  @Test
  void setTakesAnExpressionWithAnEqualsSign() {
    String where = "inputs.orders.where=item_id = 'a'";
    assertThat(run("check", "--config", config, "--set", where)).isEqualTo(0);
  }

  @Test
  void mapsFailuresToExitCodes() {
    assertThat(ExitCode.of(Refusal.gate("a", "b", "c"))).isEqualTo(4);
    assertThat(ExitCode.of(Refusal.locked("a", "b", "c"))).isEqualTo(5);
    assertThat(ExitCode.of(ArtifactException.missing(folder, "nothing", "CURRENT"))).isEqualTo(6);
    assertThat(ExitCode.of(new IllegalStateException())).isEqualTo(1);
  }

  @Test
  void saysInWordsThatThereIsNoArtifact() {
    String none = folder.resolve("none").toString();
    assertThat(run("versions", "show", "current", "--artifacts", none)).isEqualTo(6);
    assertThat(err.toString()).contains(none, "remedy:").doesNotContain("\tat ");
  }

  @Test
  void tellsHelpVersionAndCompletion() {
    assertThat(run("--help")).isEqualTo(0);
    assertThat(out.toString()).contains("Exit codes:", "check", "Examples:");
    assertThat(run("check", "--help")).isEqualTo(0);
    assertThat(out.toString()).contains("--as-of=DATE");
    assertThat(run("--version")).isEqualTo(0);
    assertThat(out.toString().toLowerCase(Locale.ROOT)).contains("basketwise (not packaged)");
    assertThat(run("generate-completion")).isEqualTo(0);
    assertThat(out.toString()).contains("complete -F _complete_basketwise");
  }

  private int run(String... args) {
    return Basketwise.run(new PrintWriter(out), new PrintWriter(err), args);
  }
}

package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.TeaShop;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoringCommandsTest {
  private static final String GOOD = "{\"moment_id\":\"m1\",\"cart\":[{\"item_id\":\"tea\"}]}";

  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private String version = "";

  @BeforeEach
  void publish() {
    version = TeaShop.publish(root);
  }

  private int run(Object command, String... args) {
    return (command instanceof CommandLine line ? line : new CommandLine(command))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              if (e instanceof ArtifactException) {
                return ArtifactException.EXIT_CODE;
              }
              throw e;
            })
        .execute(args);
  }

  private String file(String content) throws IOException {
    return Files.writeString(root.resolve("moments.jsonl"), content).toString();
  }

  @Test
  void scoreAnswersEachLineOnItsOwn() throws IOException {
    String moments = file(GOOD + "\n{\"cart\":7}\n\n{\"moment_id\":\"m2\"}\n");
    int exit = run(new ScoreCommand(), "--artifacts", root.toString(), "--moments", moments);
    assertThat(exit).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains("\"action\":\"offer\"", "\"item_id\":\"pot\"", "30% of orders with Tea");
    assertThat(lines.get(1))
        .isEqualTo("{\"error\":{\"line\":2,\"reason\":\"cart: found 7, expected a list\"}}");
    assertThat(lines.get(2)).contains("\"reason\":\"no_evidence\"");
  }

  @Test
  void explainShowsEveryCandidate() throws IOException {
    String moment = file(GOOD);
    String[] args = {"--artifacts", root.toString(), "--moment", moment};
    assertThat(run(new ExplainCommand(), args)).isZero();
    assertThat(out.toString()).contains("rank  item", "   1  pot", "offered");
    out.getBuffer().setLength(0);
    assertThat(run(new ExplainCommand(), args[0], args[1], args[2], args[3], "--json")).isZero();
    assertThat(out.toString()).contains("\"candidates\": [", "\"linear\": 0.5", "\"rank\": 1");
  }

  @Test
  void explainSendsATerminalNoCommands() throws IOException {
    TeaShop.publish(root, "Tea", "Pot \u001b[2J\u009b31m\r\u202efuture");
    run(new ExplainCommand(), "--artifacts", root.toString(), "--moment", file(GOOD));
    assertThat(out.toString())
        .contains("  Pot ?[2J?31m??future")
        .doesNotContain("\u001b", "\u009b", "\r", "\u202e");
  }

  @Test
  void versionsListsShowsAndVerifies() {
    String dir = root.toString();
    assertThat(run(VersionsCommand.commandLine(InstantSource.system()), "list", "--artifacts", dir))
        .isZero();
    assertThat(out.toString()).contains("* " + version);
    assertThat(
            run(
                VersionsCommand.commandLine(InstantSource.system()),
                "show",
                "current",
                "--artifacts",
                dir))
        .isZero();
    assertThat(out.toString()).contains("metric    hr6 0.3", "2 items, 0 itemsets, 0 rules");
    assertThat(
            run(
                VersionsCommand.commandLine(InstantSource.system()),
                "verify",
                version,
                "--artifacts",
                dir,
                "--json"))
        .isZero();
    assertThat(out.toString()).contains("\"verified\": true");
  }

  @Test
  void aDamagedOrMissingVersionExitsWithSix() throws IOException {
    String dir = root.toString();
    Path file = new ArtifactStore(root).live().resolve("affinity.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(
            run(
                VersionsCommand.commandLine(InstantSource.system()),
                "verify",
                "current",
                "--artifacts",
                dir))
        .isEqualTo(6);
    assertThat(run(new ScoreCommand(), "--artifacts", dir, "--moments", file(GOOD))).isEqualTo(6);
    assertThat(
            run(
                VersionsCommand.commandLine(InstantSource.system()),
                "show",
                "none",
                "--artifacts",
                dir))
        .isEqualTo(6);
    assertThat(
            run(
                new ScoreCommand(),
                "--artifacts",
                root.resolve("nowhere").toString(),
                "--moments",
                file(GOOD)))
        .isEqualTo(6);
  }
}

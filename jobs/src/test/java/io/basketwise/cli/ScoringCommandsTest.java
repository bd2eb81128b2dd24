package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basketwise.TeaShop;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.SessionFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoringCommandsTest {
  private static final String GOOD = "{\"moment_id\":\"m1\",\"cart\":[{\"item_id\":\"tea\"}]}";

  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String version = "";

  @BeforeEach
  void publish() {
    version = TeaShop.publish(root);
  }

  private int run(Object command, String... args) {
    return (command instanceof CommandLine line ? line : new CommandLine(command))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
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
  void scoreTellsAtTheEndWhatWasNotKnown() throws IOException {
    String far = "{\"at\":\"1999-01-01T00:00:00Z\",\"cart\":[{\"item_id\":\"tea\"}]}";
    String typo = "{\"cart\":[{\"item\":\"tea\"}],\"owned\":[\"\\u001b[2J\"]}";
    String events = "{\"events\":[{\"event_type\":\"search\"},{\"event_type\":\"itemview\"}]}";
    String moments = file(String.join("\n", GOOD, far, typo, events, typo, "nonsense"));
    String[] args = {"--artifacts", root.toString(), "--moments", moments, "--strict"};
    assertThat(run(new ScoreCommand(), Arrays.copyOf(args, 4))).isZero();
    String answers = out.toString();
    assertThat(answers.lines()).hasSize(6);
    String told =
        "basketwise: moments: 6; malformed: 1 (first line 6);"
            + " with a member that is not known: 2 (first cart[0].item, line 3);"
            + " with an item that the version does not know: 2 (first ?[2J, line 3);"
            + " with an event type that is not known: 1 (first itemview, line 4);"
            + " more than a year from the version's date: 1 (first 1999-01-01T00:00:00Z, line 2)";
    assertThat(err.toString().lines()).hasSize(2).startsWith(told);
    out.getBuffer().setLength(0);
    assertThat(run(new ScoreCommand(), args)).isEqualTo(3);
    assertThat(out.toString()).isEqualTo(answers);
  }

  @Test
  void scoreSaysNothingMoreOfMomentsThatAreKnown() throws IOException {
    String[] args = {"--artifacts", root.toString(), "--moments", file(GOOD + "\n"), "--strict"};
    assertThat(run(new ScoreCommand(), args)).isZero();
    assertThat(err.toString()).isEmpty();
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

  /** A logit of 0.75, of which the cart made a half and the view took a quarter, and a constant. */
  private static BehaviourModels purchaseModel() {
    int width = SessionFeature.count();
    double[] weights = new double[width];
    weights[SessionFeature.CART_ITEMS.column()] = 0.5;
    weights[SessionFeature.VIEWS.column()] = -0.25;
    LinearModel logit = new LinearModel(new double[width], weights, new double[] {0.5});
    return new BehaviourModels(
        Optional.empty(),
        1,
        Optional.of(new Classifier(logit, Link.LOGITS, Calibration.none(1))),
        Optional.empty());
  }

  @Test
  void explainNamesTheFeaturesThatMovedAModel() throws IOException {
    var store = new ArtifactStore(root);
    store.publish(TeaShop.stageWithModels(store, purchaseModel()));
    String moment =
        file(
            "{\"at\":\"2026-11-01T10:00:05Z\",\"cart\":[{\"item_id\":\"tea\"}],\"events\":["
                + "{\"event_type\":\"item_view\",\"item_id\":\"tea\","
                + "\"occurred_at\":\"2026-11-01T10:00:00Z\"}]}");
    String[] args = {"--artifacts", root.toString(), "--moment", moment, "--json"};
    assertThat(run(new ExplainCommand(), Arrays.copyOf(args, 4))).isZero();
    assertThat(out.toString().lines())
        .containsSubsequence(
            "purchase: 0.6792",
            "    cart_items                 1.0000  moved it by +0.5000",
            "    views                      1.0000  moved it by -0.2500");
    out.getBuffer().setLength(0);
    assertThat(run(new ExplainCommand(), args)).isZero();
    JsonNode model = new ObjectMapper().readTree(out.toString()).at("/models/0");
    assertThat(model.at("/model").asText()).isEqualTo("purchase");
    assertThat(model.at("/value").asDouble()).isCloseTo(0.6792, offset(1e-4));
    assertThat(model.at("/features").toString())
        .isEqualTo(
            "[{\"feature\":\"cart_items\",\"value\":1.0,\"moved_by\":0.5},"
                + "{\"feature\":\"views\",\"value\":1.0,\"moved_by\":-0.25}]");
  }

  @Test
  void theTablesOfExplainFitATerminal() throws IOException {
    TeaShop.publish(root, "Tea", "Pot " + "\ud83c\udf75".repeat(200));
    run(new ExplainCommand(), "--artifacts", root.toString(), "--moment", file(GOOD));
    List<String> tables = out.toString().lines().skip(1).toList();
    assertThat(tables)
        .allMatch(line -> line.codePointCount(0, line.length()) <= 120)
        .anyMatch(line -> line.startsWith("   1  pot") && line.endsWith("\ud83c\udf75\u2026"))
        .anyMatch(line -> line.startsWith("pot ") && line.contains(" 0.5000 "));
    assertThat(out.toString()).contains(" rule_confidence ", " popularity\n");
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

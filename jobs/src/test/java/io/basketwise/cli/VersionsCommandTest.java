package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basketwise.TeaShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on published versions, each with its exit code. */
class VersionsCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-10T08:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path root;
  private ArtifactStore store = new ArtifactStore(Path.of("."));
  private String first = "";
  private String second = "";

  @BeforeEach
  void publish() {
    store = new ArtifactStore(root);
    first = TeaShop.publish(root, LocalDate.of(2026, 11, 1));
    second = store.publish(TeaShop.stage(store, LocalDate.of(2026, 11, 2), "Green tea", "Pot"));
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--config") && !all.contains("--artifacts")) {
      all.addAll(List.of("--artifacts", root.toString()));
    }
    return VersionsCommand.commandLine(InstantSource.fixed(NOW))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(ExitCodes::handle)
        .execute(all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private String refuse() {
    Path staged = TeaShop.stage(store, LocalDate.of(2026, 11, 3), "Black tea", "Pot");
    List<Object> gates = List.of(Verdict.atLeast("gates.minHitRate", "HR@6", 0.5, 0.25).json());
    return store.keepRefused(staged, gates).orElseThrow();
  }

  @Test
  void listTellsTheStatusOfEachVersion() throws IOException {
    assertThat(run("rollback", "--reason", "too loud")).isZero();
    String refused = refuse();
    assertThat(run("list")).isZero();
    assertThat(out.toString().lines().toList())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("* " + first) && line.endsWith("live"))
        .anyMatch(line -> line.startsWith("  " + second) && line.contains("rolled back"))
        .anyMatch(line -> line.startsWith("  " + refused) && line.endsWith("gates.minHitRate"));
    assertThat(run("list", "--json")).isZero();
    assertThat(json().path("current").asText()).isEqualTo(first);
    assertThat(json().at("/versions/1/status").asText()).isEqualTo("rolled back");
    assertThat(json().at("/versions/1/why").asText()).contains("too loud");
    assertThat(json().at("/versions/0/as_of").asText()).isEqualTo("2026-11-01");
  }

  @Test
  void listTellsAnEmptyFolderFromNone(@TempDir Path empty) {
    assertThat(run("list", "--artifacts", empty.toString())).isZero();
    assertThat(out.toString()).contains("none yet");
    assertThat(run("list", "--artifacts", empty.resolve("typo").toString())).isEqualTo(6);
    assertThat(err.toString()).contains("no such folder");
  }

  @Test
  void diffTellsWhatChanged() throws IOException {
    assertThat(run("diff", first, "current")).isZero();
    assertThat(out.toString())
        .containsPattern("as of +2026-11-01 +2026-11-02")
        .containsPattern("neighbours, linear +0 in, 0 out, of 0 items")
        .containsPattern("items.safetensors, bytes +[0-9,]+ +[0-9,]+")
        .containsPattern("policy +the same");
    assertThat(run("diff", first, second, "--json")).isZero();
    assertThat(json().at("/items/a").asInt()).isEqualTo(2);
    assertThat(json().at("/file_bytes/items.safetensors/b").asInt()).isPositive();
  }

  @Test
  void aRollbackIsTakenBackByPublishing() throws IOException {
    assertThat(run("rollback", "--json")).isZero();
    assertThat(json().path("current").asText()).isEqualTo(first);
    assertThat(json().path("rolled_back").asText()).isEqualTo(second);
    assertThat(run("rollback")).as("nothing before").isEqualTo(6);
    assertThat(run("publish", second)).isZero();
    assertThat(store.current()).contains(second);
    assertThat(store.history().rollbackOf(second)).isEmpty();
    assertThat(run("publish", "20260101-0123456789ab")).isEqualTo(6);
  }

  @Test
  void whatAGateRefusedNeedsForceAndAReason() {
    String refused = refuse();
    assertThat(run("publish", refused)).isEqualTo(4);
    assertThat(err.toString())
        .containsPattern("gates.minHitRate +0.5000 +0.2500  FAILED")
        .contains("--force --reason");
    assertThat(run("publish", refused, "--force")).isEqualTo(2);
    assertThat(run("publish", refused, "--force", "--reason", " ")).isEqualTo(2);
    assertThat(store.current()).contains(second);
    assertThat(run("publish", refused, "--force", "--reason", "strike")).isZero();
    assertThat(Artifact.verify(store.live()).version()).isEqualTo(refused);
    assertThat(run("show", "current")).isZero();
    assertThat(out.toString()).contains("\"reason\":\"strike\"", "FAILED");
  }

  @Test
  void pruneReadsTheConfigurationOrIsTold() throws IOException {
    Path config = root.resolve("shop.yaml");
    Files.writeString(config, "inputs.orders.path: orders\nartifacts: .\nkeepVersions: 1\n");
    String third = TeaShop.publish(root, LocalDate.of(2026, 11, 4));
    assertThat(run("prune")).isEqualTo(2);
    assertThat(run("prune", "--keep", "0")).isEqualTo(2);
    assertThat(run("prune", "--config", config.toString(), "--dry-run", "--json")).isZero();
    assertThat(json().at("/removed/" + first).asLong()).isPositive();
    assertThat(store.versions()).hasSize(3);
    assertThat(run("prune", "--keep", "3")).isZero();
    assertThat(store.versions()).hasSize(3);
    assertThat(run("prune", "--config", config.toString())).isZero();
    assertThat(out.toString()).contains("removed " + first, "2 versions stay");
    assertThat(store.versions()).containsExactly(second, third);
  }

  @Test
  void aPlaceMustBeNamedOnce() {
    assertThat(
            VersionsCommand.commandLine(InstantSource.fixed(NOW))
                .setErr(new PrintWriter(err))
                .execute("list"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--artifacts", "--config");
  }
}

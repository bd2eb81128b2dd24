package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import io.basketwise.cli.Main;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.prepare.Lake;
import io.basketwise.report.RunRecord;
import io.basketwise.storage.Storage;
import io.openlineage.server.OpenLineage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten starts of the real command at once, on a lake whose last run was killed: what becomes of
 * them, and what is seen of the one that runs. Then a night that fails.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenStartsTest {
  private static final int STARTS = 10;
  private static final LocalDate AS_OF = LocalDate.parse("2026-03-01");
  private static final String KILLED = "00000000-0000-3000-8000-000000004711";
  private static final List<String> POSTED = Collections.synchronizedList(new ArrayList<>());
  private static final List<Integer> CODES = new ArrayList<>();
  @TempDir private static Path folder;
  private static Path config;
  private static HttpServer server;

  @BeforeAll
  static void startTen() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/lineage",
        exchange -> {
          POSTED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.start();
    config = new SmallShop(folder).write(SmallShop.lines(580));
    Files.createDirectories(folder.resolve("work/lake"));
    Files.writeString(
        folder.resolve("work/lake/.lock"),
        "{\"pid\":4711,\"host\":\"x\",\"run\":\""
            + KILLED
            + "\",\"command\":\"basketwise.jar nightly\",\"started_at\":\"2026-02-28T02:00:03Z\"}");
    List<Process> starts = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      starts.add(
          Commands.start(
              folder.resolve("start-" + start),
              Main.class,
              "nightly",
              "--config=" + config,
              "--as-of=2026-03-01",
              "--set=lineage.url=http://localhost:"
                  + server.getAddress().getPort()
                  + "/api/v1/lineage",
              "--set=lineage.file=lineage.jsonl"));
    }
    for (Process start : starts) {
      assertThat(start.waitFor(300, TimeUnit.SECONDS)).isTrue();
      CODES.add(start.exitValue());
    }
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static String error(int start) throws IOException {
    return Files.readString(folder.resolve("start-" + start + ".err"));
  }

  /** The rows, after a run that has its row was told once more. */
  private static List<Row> history(ShopConfig shop, RunRecord again) throws IOException {
    try (SparkSession spark = SparkSessions.start(shop)) {
      Lake lake = new Lake(spark, Storage.path(shop.lake()));
      new RunsTable(spark, lake).add(again);
      return lake.read(Lake.RUNS).orderBy("started_at").collectAsList();
    }
  }

  @Test
  @Order(1)
  void oneRunsAndNineAreToldWho() throws IOException {
    int winner = CODES.indexOf(0);
    assertThat(winner).as(CODES + error(0)).isNotNegative();
    for (int start = 0; start < STARTS; start++) {
      if (start != winner) {
        assertThat(CODES.get(start)).as(error(start)).isEqualTo(5);
        assertThat(error(start)).contains("Another run is at work on", "process ", " on host ");
      }
    }
    ArtifactStore store = new ArtifactStore(folder.resolve("work/artifacts"));
    assertThat(store.versions()).hasSize(1);
    assertThat(Artifact.verify(store.live()).asOf()).isEqualTo(LocalDate.parse("2026-03-01"));
    assertThat(Files.size(folder.resolve("work/lake/.lock"))).isZero();
  }

  @Test
  @Order(2)
  void theOneThatRunsIsSeenFromOutside() throws IOException {
    int winner = CODES.indexOf(0);
    RunRecord record = RunRecord.read(folder.resolve("work/reports/2026-03-01.json"));
    assertThat(record.good()).isTrue();
    assertThat(record.data().rows()).hasSize(1);
    assertThat(record.learned().topBundles().get(0).lift()).isGreaterThan(1);
    assertThat(record.notes())
        .anyMatch(note -> note.contains("taken over: process 4711 on host x"));
    List<JsonNode> progress = new ArrayList<>();
    for (String line : error(winner).lines().filter(each -> each.startsWith("{")).toList()) {
      progress.add(new ObjectMapper().readTree(line));
    }
    assertThat(progress).allMatch(each -> each.path("run").asText().equals(record.run().id()));
    assertThat(progress)
        .filteredOn(each -> each.path("state").asText().equals("finished"))
        .hasSameSizeAs(record.steps());
    assertThat(progress)
        .anyMatch(
            each ->
                each.path("step").asText().equals("prepare orders")
                    && each.path("rows").asLong() == record.data().rows().get(0).read());
    assertThat(Files.readString(folder.resolve("start-" + winner)))
        .startsWith("PUBLISHED: small as of 2026-03-01, version " + record.version().orElseThrow());
    assertThat(Files.readString(folder.resolve("work/reports/metrics.prom")))
        .contains("basketwise_run_exit_code{shop=\"small\"} 0.0")
        .endsWith("# EOF\n");
  }

  @Test
  @Order(3)
  void lineageStartsAndCompletes() throws IOException {
    assertThat(Files.readAllLines(folder.resolve("lineage.jsonl"))).isEqualTo(POSTED).hasSize(2);
    RunRecord record = RunRecord.read(folder.resolve("work/reports/2026-03-01.json"));
    List<OpenLineage.RunEvent> events = new ArrayList<>();
    JsonMapper reader = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    for (String event : POSTED) {
      events.add(reader.readValue(event, OpenLineage.RunEvent.class));
    }
    assertThat(events)
        .extracting(event -> event.getEventType().name())
        .containsExactly("START", "COMPLETE");
    assertThat(events)
        .allMatch(event -> event.getRun().getRunId().toString().equals(record.run().id()));
    JsonNode done = new ObjectMapper().readTree(POSTED.get(1));
    assertThat(done.at("/inputs/0/name").asText()).isEqualTo(folder.resolve("orders").toString());
    assertThat(done.at("/inputs/0/facets/schema/fields").toString())
        .contains("{\"name\":\"ordered_at\",\"type\":\"timestamp\"}");
    assertThat(done.at("/inputs/0/inputFacets/inputStatistics/rowCount").asLong())
        .isEqualTo(record.data().rows().get(0).read());
    assertThat(done.at("/outputs").findValuesAsText("name"))
        .contains(
            folder.resolve("work/lake/baskets").toString(),
            folder.resolve("work/artifacts/versions/" + record.version().orElseThrow()).toString());
  }

  private static RunRecord night(ShopConfig shop, String at, LocalDate asOf) {
    return new Nightly(shop, InstantSource.fixed(Instant.parse(at)), step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  @Test
  @Order(4)
  void aNightThatFailsHasItsRowItsRecordAndItsMeasurements() throws IOException {
    ShopConfig shop =
        ConfigLoader.load(
            config,
            Map.of(
                "inputs.orders.columns.quantity", "0 * quantity",
                "lineage.url", "http://localhost:1/"));
    RunRecord quiet = night(ConfigLoader.load(config, Map.of()), "2100-03-01T02:00:00Z", AS_OF);
    assertThat(quiet.result().outcome()).isEqualTo(RunRecord.Outcome.UNCHANGED);
    assertThatThrownBy(() -> night(shop, "2100-03-02T02:00:00Z", AS_OF.plusDays(1)))
        .isInstanceOf(Refusal.class);
    RunRecord good = RunRecord.read(folder.resolve("work/reports/2026-03-01.json"));
    RunRecord failed = RunRecord.read(folder.resolve("work/reports/failed-2026-03-02.json"));
    assertThat(failed.result().exitCode()).isEqualTo(3);
    assertThat(failed.result().previous()).isEqualTo(good.version());
    assertThat(failed.notes()).anyMatch(note -> note.startsWith("lineage was not sent to http://"));
    assertThat(Files.readString(folder.resolve("work/reports/metrics.prom")))
        .contains(
            "basketwise_run_outcome{outcome=\"failed\",",
            // The night that found nothing to do ended well, too.
            "basketwise_last_success_timestamp_seconds{shop=\"small\"} 4.1075496E9");
    List<Row> rows = history(shop, good);
    assertThat(rows)
        .extracting(row -> row.getString(row.fieldIndex("run_id")))
        .as("one row a run, the killed one's included")
        .containsExactly(KILLED, good.run().id(), quiet.run().id(), failed.run().id());
    assertThat(rows)
        .extracting(row -> row.getInt(row.fieldIndex("exit_code")))
        .containsExactly(137, 0, 0, 3);
    assertThat(rows.get(1).getString(rows.get(1).fieldIndex("record"))).isEqualTo(good.json());
    assertThat(rows.get(1).getDouble(rows.get(1).fieldIndex("hit_rate_6"))).isPositive();
  }
}

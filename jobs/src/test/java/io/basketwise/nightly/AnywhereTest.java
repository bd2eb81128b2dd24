package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.simulate.ShopSpec;
import io.basketwise.simulate.Simulation;
import io.basketwise.storage.LockHolder;
import io.basketwise.storage.Storage;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One night of a shop with clicks gives the same version wherever it runs and whatever it keeps.
 */
@Tag("slow")
class AnywhereTest {
  private static final int DAYS = 60;
  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final LocalDate AS_OF = FROM.plusDays(DAYS);
  private static final int STARTS = 8;
  private static final List<String> INPUTS = List.of("orders", "catalog", "clicks");

  @TempDir private static Path folder;
  private static Map<String, String> expected = Map.of();
  private static Instant now = Instant.parse("2026-03-02T02:00:00Z");

  @BeforeAll
  static void aNightOnThisMachine() throws IOException {
    new Simulation(new ShopSpec(120, DAYS, 112, 5, FROM, 2.0, 1, 1), 2)
        .write(folder.resolve("shop"));
    Path config = config("here");
    RunRecord run = night(ConfigLoader.load(config, Map.of()));
    assertThat(run.learned().behaviour().orElseThrow().purchase()).isPresent();
    expected = contents(folder.resolve("here/artifacts"), run.version().orElseThrow());
  }

  private static Path config(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        inputs:
          orders: { path: shop/orders }
          catalog: { path: shop/catalog }
          clicks: { path: shop/clicks }
        lake: %s/lake
        artifacts: %s/artifacts
        reports: %s/reports
        window: { trainDays: 50, holdoutDays: 10, validationDays: 10 }
        bundles: { minSupport: 0.01, minBuyers: 2 }
        affinity: { rank: 4 }
        behaviour: { minSessions: 50, maxMoments: 200 }
        evaluate: { maxBaskets: 50, resamples: 10 }
        gates: { beatPopularity: false, beatPersonalFrequency: false, maxCalibrationError: 1 }
        spark: { master: "local[2]", conf: { spark.sql.codegen.wholeStage: "false", spark.sql.codegen.factoryMode: NO_CODEGEN } }
        """
            .formatted(name, name, name));
  }

  /** A minute after the one before: which run was the last is told by when it ended. */
  private static RunRecord night(ShopConfig config) {
    now = now.plusSeconds(60);
    return new Nightly(config, InstantSource.fixed(now), step -> {})
        .run(Optional.of(AS_OF), Nightly.Outcome.PUBLISH);
  }

  private static Map<String, String> contents(Path artifacts, String version) throws IOException {
    return VersionContents.of(new ArtifactStore(artifacts).folder(version));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void onAClusterThatLosesAWorker() throws IOException, InterruptedException {
    Path config = config("cluster");
    Path output = folder.resolve("cluster.log");
    try (StandaloneCluster cluster =
        new StandaloneCluster(Files.createDirectories(folder.resolve("spark")))) {
      Process driver =
          cluster.submit(
              output, "nightly", "--config", config.toString(), "--as-of", AS_OF.toString());
      try {
        while (driver.isAlive() && !Files.readString(output).contains("measured fit: bundles")) {
          Thread.sleep(50);
        }
        cluster.killWorker();
        driver.waitFor();
      } finally {
        driver.destroyForcibly();
      }
      assertThat(driver.exitValue()).as(Files.readString(output)).isZero();
      Path artifacts = folder.resolve("cluster/artifacts");
      String version = new ArtifactStore(artifacts).current().orElseThrow();
      assertThat(contents(artifacts, version)).isEqualTo(expected);
    }
  }

  @Test
  void onHdfs() throws IOException {
    org.apache.hadoop.conf.Configuration settings = new org.apache.hadoop.conf.Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(settings).numDataNodes(1).format(true).build()) {
      allOnceAgain("hdfs", cluster.getURI() + "/shop/", Map.of());
    }
  }

  @Test
  void onAnObjectStore() throws IOException, InterruptedException {
    try (ObjectStore store = new ObjectStore(folder)) {
      allOnceAgain("s3", ObjectStore.place(""), store.settings());
    }
  }

  private static void allOnceAgain(String name, String root, Map<String, String> settings)
      throws IOException {
    Map<String, String> set = new HashMap<>(settings);
    set.put("lake", root + "lake");
    set.put("artifacts", root + "artifacts");
    INPUTS.forEach(input -> set.put("inputs." + input + ".path", root + input));
    ShopConfig config = ConfigLoader.load(config(name), set);
    FileSystem files = Storage.files(config.lake(), Storage.settings(config));
    for (String input : INPUTS) {
      files.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(folder.resolve("shop/" + input).toUri()),
          Storage.path(Location.parse(root + input)));
    }
    leaveHalfAVersion(files, config);
    set.put("affinity.rank", "5");
    ShopConfig other = ConfigLoader.load(config(name), set);
    String first;
    String second;
    Set<String> seen;
    try (Reader reader = new Reader(config)) {
      first = published(config);
      second = published(other);
      seen = reader.seen();
    }
    assertThat(second).isNotEqualTo(first);
    assertThat(seen).isNotEmpty().isSubsetOf(first, second);
    try (StoreCopy artifacts = StoreCopy.open(config)) {
      assertThat(artifacts.store().current()).contains(second);
      assertThat(artifacts.store().versions()).containsExactlyInAnyOrder(first, second);
      assertThat(VersionContents.of(artifacts.store().folder(first))).isEqualTo(expected);
    }
    assertThat(night(other).result().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertOneRunAtATime(files, config);
  }

  private static String published(ShopConfig config) {
    RunRecord run = night(config);
    assertThat(run.result().outcome()).isEqualTo(Outcome.PUBLISHED);
    return run.version().orElseThrow();
  }

  /** What a run leaves that was killed while it sent a version. */
  private static void leaveHalfAVersion(FileSystem files, ShopConfig config) throws IOException {
    write(files, config.artifacts().resolve("versions/20260101-0123456789ab/items.json"), "{");
  }

  private static void write(FileSystem files, Location place, String text) throws IOException {
    try (OutputStream out = files.create(Storage.path(place), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void assertOneRunAtATime(FileSystem files, ShopConfig config) throws IOException {
    Location file = config.lake().resolve(RunLock.FILE);
    LockHolder other = LockHolder.here(now);
    try (RunLock held = RunLock.take(config, other)) {
      assertThatThrownBy(() -> night(config))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("process " + other.pid())
          .hasMessageContaining("1 min");
    }
    assertThat(files.exists(Storage.path(file))).isFalse();
    assertOneOfManyTakesIt(config);
    LockHolder killed =
        new LockHolder(other.runId(), 4_194_303, other.host(), other.pidSpace(), "x", now);
    write(files, file, killed.json());
    try (RunLock taken = RunLock.take(config, LockHolder.here(now))) {
      assertThat(taken.killed()).contains(killed);
    }
  }

  private static void assertOneOfManyTakesIt(ShopConfig config) {
    List<Optional<RunLock>> all =
        IntStream.range(0, STARTS)
            .parallel()
            .mapToObj(start -> tryToTake(config, now.plusSeconds(start)))
            .toList();
    List<RunLock> taken = all.stream().flatMap(Optional::stream).toList();
    taken.forEach(RunLock::close);
    assertThat(taken).hasSize(1);
  }

  private static Optional<RunLock> tryToTake(ShopConfig config, Instant at) {
    try {
      return Optional.of(RunLock.take(config, LockHolder.here(at)));
    } catch (Refusal held) {
      return Optional.empty();
    }
  }

  /** Opens whatever version is live, again and again, as the serving layer does. */
  private static final class Reader implements AutoCloseable {
    private final Set<String> seen = new TreeSet<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;
    private Optional<Throwable> failure = Optional.empty();

    Reader(ShopConfig config) {
      thread = new Thread(() -> read(config));
      thread.start();
    }

    private void read(ShopConfig config) {
      try {
        while (!over.get()) {
          try (StoreCopy copy = StoreCopy.open(config)) {
            if (copy.store().current().isPresent()) {
              seen.add(Artifact.verify(copy.store().live()).version());
            }
          }
          Thread.sleep(100);
        }
      } catch (InterruptedException | RuntimeException found) {
        failure = Optional.of(found);
      }
    }

    Set<String> seen() throws IOException {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      assertThat(failure).isEmpty();
      return seen;
    }

    @Override
    public void close() {
      over.set(true);
    }
  }
}

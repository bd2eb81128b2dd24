package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.storage.Storage;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of Online Retail II on this machine, on a cluster that loses a worker, on HDFS and on an
 * object store: equal bytes. {@code -Dbasketwise.bench.retail=} names the folder of the monthly
 * Parquet files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnywhereBench {
  private static final LocalDate AS_OF = LocalDate.of(2011, 12, 1);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2011-12-01T02:00:00Z"));
  private static final Path CONFIG = Path.of("../data-samples/online-retail/two-years.yaml");
  private static final int EXECUTOR_MIB = 2_500;
  private static final int DRIVER_MIB = 5_000;

  private final Path retail = Path.of(System.getProperty("basketwise.bench.retail", ""));
  private Map<String, String> expected = Map.of();

  @TempDir private static Path folder;

  @BeforeAll
  void onThisMachine() throws IOException {
    expected = night("here", Map.of());
  }

  private Map<String, String> places(String name) {
    Path work = folder.resolve(name);
    return Map.of(
        "inputs.orders.path", retail.toString(),
        "lake", work.resolve("lake").toString(),
        "artifacts", work.resolve("artifacts").toString(),
        "reports", work.resolve("reports").toString());
  }

  private Map<String, String> night(String name, Map<String, String> elsewhere)
      throws IOException {
    Map<String, String> set = new HashMap<>(places(name));
    set.putAll(elsewhere);
    ShopConfig config = ConfigLoader.load(CONFIG, set);
    long start = System.nanoTime();
    new Nightly(config, CLOCK, step -> {}).run(Optional.of(AS_OF), Nightly.Outcome.PUBLISH);
    tell(name, start);
    return contents(config);
  }

  private static void tell(String name, long start) {
    System.out.printf("%s: %d s%n", name, (System.nanoTime() - start) / 1_000_000_000L);
  }

  private static Map<String, String> contents(ShopConfig config) throws IOException {
    try (StoreCopy artifacts = StoreCopy.open(config)) {
      return VersionContents.digests(artifacts.store().live());
    }
  }

  @Test
  void onAClusterThatLosesAWorker() throws IOException, InterruptedException {
    Path output = folder.resolve("cluster.log");
    Path spark = Files.createDirectories(folder.resolve("spark"));
    Map<String, String> set = places("cluster");
    String[] command =
        Stream.concat(
                Stream.of("nightly", "--config=" + CONFIG, "--as-of=" + AS_OF),
                set.entrySet().stream()
                    .map(key -> "--set=" + key.getKey() + "=" + key.getValue()))
            .toArray(String[]::new);
    try (StandaloneCluster cluster = new StandaloneCluster(spark, EXECUTOR_MIB, DRIVER_MIB)) {
      long start = System.nanoTime();
      Process driver = cluster.submit(output, command);
      try {
        while (driver.isAlive() && !Files.readString(output).contains("measured fit: bundles")) {
          Thread.sleep(100);
        }
        cluster.killWorker();
        driver.waitFor();
      } finally {
        driver.destroyForcibly();
      }
      tell("cluster", start);
      assertThat(driver.exitValue()).as(Files.readString(output)).isZero();
    }
    assertThat(contents(ConfigLoader.load(CONFIG, set))).isEqualTo(expected);
  }

  @Test
  void onHdfs() throws IOException {
    org.apache.hadoop.conf.Configuration settings = new org.apache.hadoop.conf.Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(settings).numDataNodes(1).format(true).build()) {
      assertThat(night("HDFS", moved(cluster.getURI() + "/shop/", Map.of()))).isEqualTo(expected);
    }
  }

  @Test
  void onAnObjectStore() throws IOException, InterruptedException {
    try (ObjectStore store = new ObjectStore(folder)) {
      assertThat(night("S3", moved(ObjectStore.place(""), store.settings()))).isEqualTo(expected);
    }
  }

  /** Copies the orders to a place, and says that all lies there. */
  private Map<String, String> moved(String root, Map<String, String> settings)
      throws IOException {
    Map<String, String> set = new HashMap<>(settings);
    set.put("lake", root + "lake");
    set.put("artifacts", root + "artifacts");
    set.put("inputs.orders.path", root + "orders");
    Map<String, String> all = new HashMap<>(places("moved"));
    all.putAll(set);
    ShopConfig config = ConfigLoader.load(CONFIG, all);
    FileSystem files = Storage.files(config.lake(), Storage.settings(config));
    files.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(retail.toUri()),
        Storage.path(Location.parse(root + "orders")));
    return set;
  }
}

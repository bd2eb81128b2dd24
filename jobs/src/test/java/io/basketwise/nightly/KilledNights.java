package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.cli.Main;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.RowsDigest;
import io.basketwise.storage.Folders;
import io.basketwise.storage.Storage;
import io.basketwise.storage.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The second night of a shop, as the real command in a process of its own, killed by SIGKILL at a
 * random moment, and the next run after it: it must end where an undisturbed one ends.
 */
final class KilledNights {
  private static final int PATIENCE_SECONDS = 600;

  private final Path folder;
  private final SecondNight template;
  private final long millis;
  private final Map<String, String> undisturbed;
  private final Map<String, String> undisturbedLake;
  private final String before;

  /** Runs the night undisturbed, in a copy of the shop below a folder. */
  KilledNights(Path folder, SecondNight template) throws IOException, InterruptedException {
    this.folder = folder;
    this.template = template;
    this.before =
        new ArtifactStore(template.folder().resolve("work/artifacts")).current().orElseThrow();
    Path calm = copy("calm");
    long start = System.nanoTime();
    Process night = start(calm);
    assertThat(night.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    this.millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(night.exitValue()).as("exit code; see %s", calm).isZero();
    this.undisturbed = contents(calm);
    this.undisturbedLake = rows(config(calm));
    assertThat(temporary(calm)).isEmptyDirectory();
  }

  private Process start(Path shop) throws IOException {
    return Commands.start(
        Files.createDirectory(temporary(shop)),
        shop.resolve("command"),
        Main.class,
        "nightly",
        "--config=" + shop.resolve("basketwise.yaml"),
        "--as-of=" + template.asOf());
  }

  private static Path temporary(Path shop) {
    return shop.resolve("tmp");
  }

  /**
   * What a kill left.
   *
   * @param afterMillis when the night was killed
   * @param tables of the lake that were read between the kill and the next run
   * @param live the contents of the live version after the next run
   * @param lake the rows of the lake's tables after it
   * @param litter staged files, ledgers that hold nothing, files that no table knows, texts that
   *     are not in their place, and what is in the temporary folder
   */
  record Aftermath(
      long afterMillis,
      int tables,
      Map<String, String> live,
      Map<String, String> lake,
      List<Path> litter) {}

  /** The contents of the live version after an undisturbed night. */
  Map<String, String> undisturbed() {
    return undisturbed;
  }

  /** The rows of the lake's tables after an undisturbed night. */
  Map<String, String> undisturbedLake() {
    return undisturbedLake;
  }

  /** Kills one night, checks that nothing is half done, and runs the next. */
  Aftermath kill(long seed) throws IOException, InterruptedException {
    long after = (long) (new SplittableRandom(seed).nextDouble() * millis);
    Path shop = copy("killed-" + seed);
    Process night = start(shop);
    night.waitFor(after, TimeUnit.MILLISECONDS);
    night.destroyForcibly().waitFor();
    ShopConfig config = config(shop);
    String moment = "seed " + seed + ", killed after " + after + " ms";
    ArtifactStore store = new ArtifactStore(config.artifacts().local().orElseThrow());
    assertThat(store.current()).as(moment).isPresent();
    for (String version : store.versions()) {
      assertThat(Artifact.verify(store.folder(version)).version()).as(moment).isEqualTo(version);
    }
    assertThat(store.versions()).as(moment).contains(before);
    int tables = rows(config).size();
    SecondNight.night(shop, template.asOf());
    Map<String, String> lake = rows(config);
    TemporaryFolder.below(temporary(shop)).close();
    Aftermath aftermath = new Aftermath(after, tables, contents(shop), lake, litter(shop, config));
    Folders.delete(shop);
    return aftermath;
  }

  private static ShopConfig config(Path shop) {
    return ConfigLoader.load(shop.resolve("basketwise.yaml"), Map.of());
  }

  /** Reads every row of every table; of runs there are more where one was killed. */
  private static Map<String, String> rows(ShopConfig config) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (SparkSession spark = SparkSessions.start(config)) {
      Lake lake = new Lake(spark, Storage.path(config.lake()));
      for (String table : Lake.tables()) {
        if (lake.exists(table)) {
          String digest = RowsDigest.of(lake.read(table));
          digests.put(table, table.equals(Lake.RUNS) ? "" : digest);
        }
      }
    }
    return digests;
  }

  private static Map<String, String> contents(Path shop) throws IOException {
    ArtifactStore store = new ArtifactStore(shop.resolve("work/artifacts"));
    return VersionContents.of(store.live());
  }

  private static List<Path> litter(Path shop, ShopConfig config) throws IOException {
    Path lake = config.lake().local().orElseThrow();
    List<Path> litter =
        paths(lake, 3, path -> path.endsWith(".staging") || path.endsWith(".checkpoints"));
    for (Path ledgers : paths(lake.resolve("intake"), 1, Files::isDirectory)) {
      List<Path> all = paths(ledgers, 1, path -> path.toString().endsWith(".json"));
      litter.addAll(all.size() == 1 ? List.of() : all);
    }
    litter.addAll(
        paths(
            config.artifacts().local().orElseThrow(),
            1,
            path -> path.getFileName().toString().startsWith(".staging")));
    litter.addAll(paths(config.reports(), 1, path -> path.toString().endsWith(".next")));
    for (Path log : paths(lake, 2, path -> path.endsWith("_delta_log"))) {
      litter.addAll(uncommitted(log));
    }
    litter.addAll(paths(temporary(shop), 1, path -> true));
    return litter;
  }

  /** Data files that no commit names, and commits that were not finished. */
  private static List<Path> uncommitted(Path log) throws IOException {
    List<Path> litter = paths(log, 1, path -> path.toString().endsWith(".tmp"));
    StringBuilder commits = new StringBuilder();
    for (Path commit : paths(log, 1, path -> path.toString().endsWith(".json"))) {
      commits.append(Files.readString(commit));
    }
    litter.addAll(
        paths(
            log.resolveSibling("."),
            1,
            path ->
                path.toString().endsWith(".parquet")
                    && commits.indexOf(path.getFileName().toString()) < 0));
    return litter;
  }

  /** What is in a folder, so many levels deep. */
  private static List<Path> paths(Path folder, int depth, Predicate<Path> wanted)
      throws IOException {
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return new ArrayList<>(all.filter(wanted).filter(path -> !path.equals(folder)).toList());
    }
  }

  private Path copy(String name) throws IOException {
    Path target = folder.resolve(name);
    try (Stream<Path> all = Files.walk(template.folder())) {
      for (Path path : all.toList()) {
        Files.copy(
            path,
            target.resolve(template.folder().relativize(path)),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return target;
  }
}

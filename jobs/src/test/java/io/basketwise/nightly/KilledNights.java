package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.cli.Main;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The second night of a shop, as the real command in a process of its own, killed by SIGKILL at a
 * random moment, and the next run after it: it must end where an undisturbed one ends.
 */
final class KilledNights {
  private static final LocalDate FIRST = LocalDate.parse("2026-02-26");
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final Instant NEW_DAY = Instant.parse("2026-02-26T00:00:00Z");
  private static final Instant UNFINISHED = Instant.parse("2026-02-27T00:00:00Z");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-05T02:00:00Z"));
  private static final int PATIENCE_SECONDS = 300;

  private final Path folder;
  private final Path template;
  private final long millis;
  private final Map<String, String> undisturbed;
  private final String before;

  /** Prepares the shop below a folder and runs its second night undisturbed. */
  KilledNights(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.template = folder.resolve("template");
    SmallShop shop = new SmallShop(template);
    List<SmallShop.Line> lines =
        SmallShop.lines(580).stream().filter(line -> line.at().isBefore(UNFINISHED)).toList();
    Path config = shop.write(lines.stream().filter(line -> line.at().isBefore(NEW_DAY)).toList());
    this.before = night(config, FIRST).version().orElseThrow();
    shop.add("part-1", lines.stream().filter(line -> !line.at().isBefore(NEW_DAY)).toList());
    Path calm = copy("calm");
    long start = System.nanoTime();
    assertThat(start(calm).waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    this.millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    this.undisturbed = contents(calm);
  }

  private static RunRecord night(Path config, LocalDate asOf) {
    return new Nightly(ConfigLoader.load(config, Map.of()), CLOCK, step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  private Process start(Path shop) throws IOException {
    return Commands.start(
        shop.resolve("command"),
        Main.class,
        "nightly",
        "--config=" + shop.resolve("basketwise.yaml"),
        "--as-of=" + SECOND);
  }

  /**
   * What a kill left.
   *
   * @param afterMillis when the night was killed
   * @param live the contents of the live version after the next run
   * @param litter staged files and ledgers that hold nothing
   */
  record Aftermath(long afterMillis, Map<String, String> live, List<Path> litter) {}

  /** The contents of the live version after an undisturbed night. */
  Map<String, String> undisturbed() {
    return undisturbed;
  }

  /** Kills one night, checks that nothing is half done, and runs the next. */
  Aftermath kill(long seed) throws IOException, InterruptedException {
    long after = (long) (new SplittableRandom(seed).nextDouble() * millis);
    Path shop = copy("killed-" + seed);
    Process night = start(shop);
    night.waitFor(after, TimeUnit.MILLISECONDS);
    night.destroyForcibly().waitFor();
    ShopConfig config = ConfigLoader.load(shop.resolve("basketwise.yaml"), Map.of());
    String moment = "seed " + seed + ", killed after " + after + " ms";
    ArtifactStore store = new ArtifactStore(config.artifacts().local().orElseThrow());
    assertThat(store.current()).as(moment).isPresent();
    for (String version : store.versions()) {
      assertThat(Artifact.verify(store.folder(version)).version()).as(moment).isEqualTo(version);
    }
    assertThat(store.versions()).as(moment).contains(before);
    night(config.file(), SECOND);
    Aftermath aftermath = new Aftermath(after, contents(shop), litter(config));
    delete(shop);
    return aftermath;
  }

  private static Map<String, String> contents(Path shop) throws IOException {
    ArtifactStore store = new ArtifactStore(shop.resolve("work/artifacts"));
    return VersionContents.of(store.live());
  }

  /** What a run has staged, and ledgers beside the one that holds. */
  private static List<Path> litter(ShopConfig config) throws IOException {
    try (Stream<Path> lake = Files.walk(config.lake().local().orElseThrow(), 3);
        Stream<Path> artifacts = Files.list(config.artifacts().local().orElseThrow())) {
      List<Path> ledgers =
          lake.filter(
                  file ->
                      file.toString()
                          .matches(".*/intake/orders/\\d+\\.json|.*/\\.staging|.*/\\.checkpoints"))
              .toList();
      Stream<Path> extra = ledgers.size() == 1 ? Stream.of() : ledgers.stream();
      return Stream.concat(
              extra, artifacts.filter(file -> file.getFileName().toString().startsWith(".staging")))
          .toList();
    }
  }

  private Path copy(String name) throws IOException {
    Path target = folder.resolve(name);
    try (Stream<Path> all = Files.walk(template)) {
      for (Path path : all.toList()) {
        Files.copy(
            path, target.resolve(template.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return target;
  }

  private static void delete(Path shop) throws IOException {
    try (Stream<Path> all = Files.walk(shop)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

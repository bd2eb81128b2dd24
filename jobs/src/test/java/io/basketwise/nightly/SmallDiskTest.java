package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basketwise.config.ConfigLoader;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunRecord;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file system of its own that is really full at some moment of a night: below the artifacts, or
 * below all that a run writes. Needs the right to mount one.
 */
@Tag("slow")
class SmallDiskTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 22);
  private static final LocalDate SECOND = LocalDate.of(2026, 3, 1);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T23:59:59Z"));
  private static final long ROOMY = 64L << 20;

  @TempDir private Path folder;
  private Optional<Path> mounted = Optional.empty();

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted.isPresent()) {
      assertThat(run("umount", "--lazy", mounted.get().toString())).isZero();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private void mount(Path place) throws IOException, InterruptedException {
    Files.createDirectories(place);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + ROOMY, "basketwise", place.toString()) == 0,
        "no right to mount a file system");
    mounted = Optional.of(place);
  }

  private void room(long bytes) throws IOException, InterruptedException {
    String options = "remount,size=" + bytes;
    assertThat(run("mount", "-o", options, mounted.orElseThrow().toString())).isZero();
  }

  private long used() throws IOException {
    FileStore store = Files.getFileStore(mounted.orElseThrow());
    return store.getTotalSpace() - store.getUnallocatedSpace();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"work/artifacts, 1", "work/artifacts, 2", "work, 3", "work, 4"})
  void whatWasThereStaysAndTheNextNightEndsAsIfNothingHadBeen(String place, long seed)
      throws IOException, InterruptedException {
    Path calm = folder.resolve("calm");
    twoFiles(calm);
    Map<String, String> expected = contents(calm, night(calm, SECOND));

    Path shop = folder.resolve("shop");
    mount(shop.resolve(place));
    RunRecord first = twoFiles(shop);
    long full = used();
    Path artifacts = shop.resolve("work/artifacts");
    String version = first.version().orElseThrow();
    long ofVersion = size(artifacts.resolve("versions").resolve(version));
    long left = new SplittableRandom(seed).nextLong(ofVersion);
    String moment = "seed " + seed + ", room for " + left + " bytes";
    room(full + left);
    assertThatThrownBy(() -> night(shop, SECOND))
        .as(moment)
        .hasStackTraceContaining("No space left on device");
    ArtifactStore store = new ArtifactStore(artifacts);
    assertThat(store.current()).as(moment).contains(version);
    for (String there : store.versions()) {
      assertThat(Artifact.verify(store.folder(there)).version()).as(moment).isEqualTo(there);
    }
    room(ROOMY);
    assertThat(contents(shop, night(shop, SECOND))).as(moment).isEqualTo(expected);
    try (Stream<Path> all = Files.list(artifacts)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .as(moment)
          .noneMatch(name -> name.startsWith(".staging") || name.endsWith(".next"));
    }
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  /** A first night, and a further file for the second. */
  private static RunRecord twoFiles(Path folder) {
    SmallShop shop = new SmallShop(folder);
    List<SmallShop.Line> lines = SmallShop.lines(590);
    int most = lines.size() * 9 / 10;
    shop.write(lines.subList(0, most));
    RunRecord first = night(folder, FIRST);
    shop.add("part-1", lines.subList(most, lines.size()));
    return first;
  }

  private static RunRecord night(Path shop, LocalDate asOf) {
    return new Nightly(
            ConfigLoader.load(shop.resolve("basketwise.yaml"), Map.of()), CLOCK, step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.digests(
        new ArtifactStore(shop.resolve("work/artifacts")).folder(run.version().orElseThrow()));
  }
}

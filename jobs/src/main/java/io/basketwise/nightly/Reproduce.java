package io.basketwise.nightly;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.intake.Intake;
import io.basketwise.intake.PinnedInputs;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.FileEntry;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.storage.Folders;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a version again from its lineage, the inputs as they were then and the configuration of
 * then, and compares. People who were erased since are left out. Nothing of the shop is touched,
 * and nobody is told of the run: not its lake, artifacts and reports, nor measurements and lineage.
 */
public final class Reproduce {
  private final Path configFile;
  private final Map<String, String> overrides;
  private final InstantSource clock;
  private final RunListener listener;

  /**
   * What came out.
   *
   * @param version that was made again
   * @param files compared
   * @param different files whose bytes differ, or that one of the two lacks
   */
  public record Outcome(String version, int files, List<String> different) {
    public Outcome {
      different = List.copyOf(different);
    }
  }

  /**
   * Reproduces versions of a shop.
   *
   * @param overrides key to value, as given by {@code --set}; what a version tells of a key wins
   */
  public Reproduce(
      Path configFile, Map<String, String> overrides, InstantSource clock, RunListener listener) {
    this.configFile = configFile;
    this.overrides = Map.copyOf(overrides);
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Makes a version again.
   *
   * @param version its folder
   * @param store with the version whose timing it took over, if it did
   * @param work an empty folder of this machine, for its versions and reports
   * @param lake an empty folder that the cluster reaches
   */
  public Outcome run(Path version, ArtifactStore store, Path work, Location lake) {
    Manifest manifest = Artifact.manifest(version);
    ShopConfig shop = ConfigLoader.load(configFile, overrides);
    ShopConfig config = config(manifest, work, lake);
    String policy = Fingerprint.ofPolicy(config);
    if (!policy.equals(manifest.lineage().get("policy_sha256"))) {
      throw Refusal.configuration(
          "The policy is not the one of version " + manifest.version(),
          "its texts and rules have another digest: " + policy,
          "bring back the policy file as it was on " + manifest.createdAt());
    }
    Intake.handOnErased(Storage.path(shop.lake()), Storage.path(lake), Storage.settings(shop));
    ArtifactStore again = new ArtifactStore(work.resolve("artifacts"));
    if (manifest.lineage().get(Lineage.TIMING_OF) instanceof String live) {
      makeLive(manifest.version(), live, store, again);
    }
    RunRecord run =
        new Nightly(config, inputs(manifest), clock, listener)
            .run(Optional.of(manifest.asOf()), Nightly.Outcome.PUBLISH_AGAIN);
    String made =
        run.version()
            .or(() -> run.result().refused())
            .orElseThrow(() -> new IllegalStateException("the run has made no version"));
    Path folder = run.version().isPresent() ? again.folder(made) : again.refusedFolder(made);
    return new Outcome(
        made,
        manifest.files().size(),
        different(manifest.files(), Artifact.manifest(folder).files()));
  }

  /** A version that took over the timing of the live one needs it to be live again. */
  private static void makeLive(
      String version, String live, ArtifactStore store, ArtifactStore again) {
    if (!store.versions().contains(live)) {
      throw Refusal.configuration(
          "Version " + version + " cannot be made again",
          "it took over the timing of version " + live + ", which is not there any more",
          "bring that version's folder back from a backup of the artifacts");
    }
    Path staged = again.stage();
    try {
      Folders.copy(store.folder(live), staged);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy version " + live, e);
    }
    again.publish(staged);
  }

  /**
   * The configuration of then, for a run of which nobody but the caller sees anything. Of today's
   * is taken where things lie, and nothing that was not set then: no condition, column or function
   * that came since, and no table that the version does not tell of.
   */
  ShopConfig config(Manifest manifest, Path work, Location lake) {
    if (!(manifest.lineage().get("config") instanceof Map<?, ?> then)) {
      throw noLineage(manifest);
    }
    Map<String, String> settings = new TreeMap<>(overrides);
    ShopConfig now = ConfigLoader.load(configFile, overrides);
    Fingerprint.settings(now).keySet().forEach(key -> settings.put(key, ""));
    now.inputs().keySet().stream()
        .map(table -> "inputs." + table.key())
        .filter(input -> !then.containsKey(input + ".format"))
        .forEach(input -> settings.put(input + ".path", ""));
    then.forEach((key, value) -> settings.put((String) key, ConfigLoader.literal((String) value)));
    settings.put("lake", lake.text());
    settings.put("artifacts", work.resolve("artifacts").toString());
    settings.put("reports", work.resolve("reports").toString());
    for (String told : List.of("metrics", "lineage.url", "lineage.file")) {
      settings.put(told, "");
    }
    return ConfigLoader.load(configFile, settings);
  }

  private static PinnedInputs inputs(Manifest manifest) {
    if (manifest.lineage().get(Lineage.RUN) instanceof Map<?, ?> run
        && run.get("inputs") instanceof Map<?, ?> inputs) {
      return PinnedInputs.of(inputs);
    }
    throw noLineage(manifest);
  }

  private static Refusal noLineage(Manifest manifest) {
    return Refusal.configuration(
        "Version " + manifest.version() + " does not tell what it was made from",
        "an earlier build of Basketwise wrote it",
        "reproduce a version of this build");
  }

  private static List<String> different(List<FileEntry> one, List<FileEntry> other) {
    Map<String, String> digests = new TreeMap<>();
    one.forEach(file -> digests.put(file.path(), file.sha256()));
    List<String> different = new ArrayList<>();
    for (FileEntry file : other) {
      if (!file.sha256().equals(digests.remove(file.path()))) {
        different.add(file.path());
      }
    }
    different.addAll(digests.keySet());
    return different;
  }
}

package io.basketwise.cli;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.nightly.Reproduce;
import io.basketwise.nightly.ScratchLake;
import io.basketwise.storage.Folders;
import io.basketwise.storage.StoreCopy;
import io.basketwise.storage.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code versions reproduce}. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a version again and compares all bytes.",
      "It is made from its lineage: the files, or Delta versions, of the inputs and"
          + " the settings of then. Exit code 1 where the bytes differ."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise versions reproduce 20261101-0123456789ab --config shop.yaml"
    })
final class VersionsReproduceCommand implements Callable<Integer> {
  private static final int DIFFERS = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Parameters(paramLabel = "V", description = "an id, or current")
  @SuppressWarnings("NullAway.Init") // picocli sets a required parameter
  private String version;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description =
          "the shop's configuration: where things lie; all else is taken from the version")
  @SuppressWarnings("NullAway.Init") // picocli sets a required option
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "replaces a key that the version does not tell, as where things lie; may be given"
              + " several times")
  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Mixin private final ProgressOption progress = new ProgressOption();

  private final InstantSource clock;

  VersionsReproduceCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ShopConfig shop = ConfigLoader.load(file, overrides);
    Path work = Files.createTempDirectory(TemporaryFolder.ofProcess(), "reproduce-");
    try (StoreCopy artifacts = StoreCopy.open(shop);
        ScratchLake lake = ScratchLake.of(shop)) {
      ArtifactStore store = artifacts.store();
      Path folder = StoreOption.folder(store, version);
      Reproduce.Outcome outcome =
          new NightlyRunner(spec.commandLine(), clock, progress, ProgressOption.Mode.JSON)
              .reproduce(shop, overrides, folder, store, work, lake.place());
      return tell(folder.getFileName().toString(), outcome);
    } finally {
      Folders.delete(work);
    }
  }

  private int tell(String original, Reproduce.Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    boolean same = outcome.version().equals(original) && outcome.different().isEmpty();
    if (same) {
      out.printf(
          Locale.ROOT, "%s: reproduced, all %d files are equal%n", original, outcome.files());
    } else {
      out.printf(
          Locale.ROOT, "%s: NOT reproduced, it came out as %s%n", original, outcome.version());
      outcome.different().forEach(path -> out.println("  differs: " + path));
    }
    out.flush();
    return same ? ExitCodes.DONE : DIFFERS;
  }
}

package io.basketwise.cli;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.storage.StoreCopy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the versions lie: a place, or the one that a shop's configuration names. */
final class StoreOption {
  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets a required group before the command runs
  private Place place;

  /** One of two. */
  static final class Place {
    @Option(
        names = "--artifacts",
        paramLabel = "DIR",
        converter = ArtifactsOption.Converter.class,
        description = "the artifacts: a folder, or a URI")
    private @Nullable Location artifacts;

    @Option(names = "--config", paramLabel = "FILE", description = "the shop's configuration")
    private @Nullable Path config;
  }

  private @Nullable ShopConfig loaded;

  Optional<ShopConfig> config() {
    if (place.config != null && loaded == null) {
      loaded = ConfigLoader.load(place.config, Map.of());
    }
    return Optional.ofNullable(loaded);
  }

  /** The artifacts; the caller closes them. */
  StoreCopy open() {
    Location artifacts = place.artifacts;
    return artifacts != null
        ? StoreCopy.open(artifacts, Map.of())
        : StoreCopy.open(config().orElseThrow());
  }

  /** The folder of a version, of the live one, or of one that was refused and is kept aside. */
  static Path folder(ArtifactStore store, String version) {
    if (version.equals("current")) {
      return store.live();
    }
    return store.refused().contains(version) ? store.refusedFolder(version) : store.folder(version);
  }
}

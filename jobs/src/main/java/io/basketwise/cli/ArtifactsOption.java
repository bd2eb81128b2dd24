package io.basketwise.cli;

import io.basketwise.config.Location;
import io.basketwise.storage.StoreCopy;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code --artifacts}: where the versions lie, on this machine or in a store. */
final class ArtifactsOption {
  @Option(
      names = "--artifacts",
      required = true,
      paramLabel = "DIR",
      converter = Converter.class,
      description = "The artifacts: a folder, or a URI.")
  @SuppressWarnings("NullAway.Init") // picocli sets a required option
  private Location place;

  /** The artifacts; the caller closes them. */
  StoreCopy open() {
    return StoreCopy.open(place, Map.of());
  }

  /** Reads a place. */
  static final class Converter implements ITypeConverter<Location> {
    @Override
    public Location convert(String text) {
      return Location.parse(text);
    }
  }
}

package io.basketwise.cli;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that works on a shop. */
final class ConfigOption {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "the shop's configuration")
  @SuppressWarnings("NullAway.Init") // picocli sets a required option before the command runs
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "replaces one configuration key; may be given several times")
  private final Map<String, String> overrides = new LinkedHashMap<>();

  ShopConfig load() {
    return ConfigLoader.load(file, overrides);
  }
}

package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Quantity;
import io.basketwise.storage.StoreCopy;
import io.basketwise.versions.Prune;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code versions prune}. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Removes old versions.",
      "Kept are the newest ones, the live one, the one that a rollback would go to,"
          + " and any younger than a day. Every nightly does this after publishing."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise versions prune --config shop.yaml --dry-run",
      "  basketwise versions prune --artifacts work/artifacts --keep 3"
    })
final class VersionsPruneCommand extends VersionsSubcommand {
  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "newest versions to keep, at least 1 (default: keepVersions of --config)")
  private @Nullable Integer keep;

  @Option(names = "--dry-run", description = "say what would be removed, and remove nothing")
  private boolean dryRun;

  private final InstantSource clock;

  VersionsPruneCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  Answer answer(StoreCopy artifacts) {
    Prune prune = new Prune(artifacts.store(), keep());
    Instant now = clock.instant();
    Prune.Result result = dryRun ? prune.plan(now) : artifacts.change(now, () -> prune.run(now));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dry_run", dryRun);
    json.put("removed", result.removed());
    json.put("bytes", result.bytes());
    json.put("failed", result.failed());
    json.put("kept", (long) result.kept());
    List<String> lines = new ArrayList<>();
    result
        .removed()
        .forEach(
            (version, bytes) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%s %s, %s",
                        dryRun ? "would remove" : "removed",
                        version,
                        Quantity.of(bytes, "byte"))));
    result
        .failed()
        .forEach((version, why) -> lines.add("could not remove " + version + ": " + why));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s; %s",
            Quantity.of(result.removed().size(), "version"),
            Quantity.of(result.bytes(), "byte"),
            Quantity.of(result.kept(), "version stays", "versions stay")));
    return new Answer(json, lines);
  }

  private int keep() {
    if (keep != null) {
      if (keep < 1) {
        throw usage("--keep is " + keep + ", allowed is a whole number from 1");
      }
      return keep;
    }
    return place()
        .config()
        .map(ShopConfig::keepVersions)
        .orElseThrow(() -> usage("Name --keep, or --config whose keepVersions holds"));
  }
}

package io.basketwise.cli;

import io.basketwise.models.artifact.ArtifactStore.Rollback;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.storage.StoreCopy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code versions rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the version live that was live before.",
      "That takes a moment: it must open and answer its golden moments; the bytes of"
          + " its large files were checked when it was published. The version that was live"
          + " does not come back by itself: nightly refuses it with exit code 4."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise versions rollback --config shop.yaml --reason \"too few offers in the cart\""
    })
final class VersionsRollbackCommand extends VersionsSubcommand {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "rolled back by hand",
      description = "why, in one line; nightly repeats it")
  @SuppressWarnings("NullAway.Init") // picocli sets the default before the command runs
  private String reason;

  private final InstantSource clock;

  VersionsRollbackCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  Answer answer(StoreCopy artifacts) {
    StoreHistory.Event event = event("", clock, reason);
    Rollback rollback =
        artifacts.change(event.at(), () -> artifacts.store().rollback(event.at(), event.reason()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("current", rollback.to());
    json.put("rolled_back", rollback.from());
    json.put("reason", event.reason());
    json.put("unusable", rollback.unusable());
    List<String> lines = new ArrayList<>();
    rollback.unusable().forEach((version, why) -> lines.add("passed over " + version + ": " + why));
    lines.add(rollback.to() + " is live; it opens and answers its golden moments");
    lines.add("'versions verify " + rollback.to() + "' checks every byte of it");
    lines.add(
        rollback.from()
            + " is not published again until 'versions publish "
            + rollback.from()
            + "'");
    return new Answer(json, lines);
  }
}

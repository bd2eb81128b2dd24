package io.basketwise.cli;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.report.GateTable;
import io.basketwise.report.Verdict;
import io.basketwise.storage.StoreCopy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code versions publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an existing version live again.",
      "It may be one that was rolled back; every byte of it is checked before. One"
          + " that a gate refused needs --force and a reason, which its manifest keeps."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise versions publish 20261031-0123456789ab --artifacts work/artifacts",
      "  basketwise versions publish 20261101-0123456789ab --config shop.yaml --force \\",
      "    --reason \"the holdout was the week of the strike\""
    })
final class VersionsPublishCommand extends VersionsSubcommand {
  @Parameters(paramLabel = "V", description = "an id")
  @SuppressWarnings("NullAway.Init") // picocli sets a required parameter
  private String version;

  @Option(names = "--force", description = "publish what a gate refused; needs --reason")
  private boolean force;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, in one line")
  private @Nullable String reason;

  private final InstantSource clock;

  VersionsPublishCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  Answer answer(StoreCopy artifacts) {
    if (force && reason == null) {
      throw usage("--force needs --reason");
    }
    ArtifactStore store = artifacts.store();
    StoreHistory.Event event = event(version, clock, reason == null ? "published by hand" : reason);
    artifacts.change(
        event.at(),
        () -> {
          if (store.refused().contains(version)) {
            publishRefused(store, event);
          } else {
            store.publishAgain(event);
          }
          return event;
        });
    return new Answer(
        new TreeMap<>(Map.of("current", version, "reason", event.reason())),
        List.of(version + " is live"));
  }

  private void publishRefused(ArtifactStore store, StoreHistory.Event event) {
    if (!force) {
      List<Verdict> gates =
          store.refusedManifest(version).gates().stream()
              .flatMap(gate -> Verdict.of(gate).stream())
              .toList();
      throw Refusal.gate(
          "A gate refused version " + version + "\n" + String.join("\n", GateTable.lines(gates)),
          gates.stream()
              .filter(gate -> !gate.passed())
              .map(Verdict::told)
              .collect(Collectors.joining("; ")),
          "mend what it measured, or say --force --reason TEXT");
    }
    store.publishRefused(event);
  }
}

package io.basketwise.cli;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.storage.StoreCopy;
import io.basketwise.versions.VersionDiff;
import io.basketwise.versions.VersionDiffText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code versions diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Says what changed from one version to another.",
      "Compared are dates, items, rules, neighbours, metrics, gates, policy and" + " sizes."
    },
    footer = {
      "",
      "Examples:",
      "  basketwise versions diff 20261031-0123456789ab current --config shop.yaml"
    })
@SuppressWarnings("NullAway.Init") // picocli sets required parameters
final class VersionsDiffCommand extends VersionsSubcommand {
  @Parameters(index = "0", paramLabel = "A", description = "an id, or current")
  private String from;

  @Parameters(index = "1", paramLabel = "B", description = "an id, or current")
  private String to;

  @Override
  Answer answer(StoreCopy artifacts) {
    try (Artifact a = Artifact.open(StoreOption.folder(artifacts.store(), from));
        Artifact b = Artifact.open(StoreOption.folder(artifacts.store(), to))) {
      VersionDiff diff = VersionDiff.of(a, b);
      return new Answer(diff.json(), VersionDiffText.lines(diff));
    }
  }
}

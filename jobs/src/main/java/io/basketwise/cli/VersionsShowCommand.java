package io.basketwise.cli;

import io.basketwise.failure.Quantity;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.report.GateTable;
import io.basketwise.report.Verdict;
import io.basketwise.storage.StoreCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code versions show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what a version holds; its manifest as JSON.",
    footer = {"", "Examples:", "  basketwise versions show current --artifacts work/artifacts"})
final class VersionsShowCommand extends VersionsSubcommand {
  @Parameters(paramLabel = "V", description = "an id, or current")
  @SuppressWarnings("NullAway.Init") // picocli sets a required parameter
  private String version;

  @Override
  Answer answer(StoreCopy artifacts) {
    try (Artifact artifact = Artifact.open(StoreOption.folder(artifacts.store(), version))) {
      Object json = Json.read(artifact.manifest().toJson());
      return new Answer(json, lines(artifact));
    }
  }

  private static List<String> lines(Artifact artifact) {
    Manifest manifest = artifact.manifest();
    List<String> lines = new ArrayList<>();
    lines.add("version   " + manifest.version());
    lines.add("shop      " + manifest.shop() + " (" + manifest.currency() + ")");
    lines.add("as of     " + manifest.asOf() + ", created " + manifest.createdAt());
    lines.add(
        String.format(
            Locale.ROOT,
            "content   %s, %s, %s",
            Quantity.of(artifact.items().size(), "item"),
            Quantity.of(artifact.bundles().itemsets(), "itemset"),
            Quantity.of(artifact.bundles().rules(), "rule")));
    if (manifest.lineage().get("forced") instanceof Map<?, ?> forced) {
      lines.add("forced    " + Json.write(forced));
    }
    lines.addAll(MetricLines.of(manifest.metrics()));
    lines.addAll(
        GateTable.lines(
            manifest.gates().stream().flatMap(gate -> Verdict.of(gate).stream()).toList()));
    manifest.notes().forEach(note -> lines.add("note      " + note));
    manifest
        .files()
        .forEach(
            file -> lines.add("file      " + file.path() + ", " + file.sizeBytes() + " bytes"));
    return lines;
  }
}

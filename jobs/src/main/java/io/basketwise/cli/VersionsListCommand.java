package io.basketwise.cli;

import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.storage.StoreCopy;
import io.basketwise.versions.VersionRow;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code versions list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists versions with their status; the live one is marked.",
    footer = {"", "Examples:", "  basketwise versions list --config shop.yaml"})
final class VersionsListCommand extends VersionsSubcommand {
  @Override
  Answer answer(StoreCopy artifacts) {
    if (!Files.isDirectory(artifacts.folder())) {
      throw ArtifactException.missing(artifacts.folder(), "no such folder", "published versions");
    }
    ArtifactStore store = artifacts.store();
    List<VersionRow> rows = VersionRow.of(store);
    Map<String, Object> json = new LinkedHashMap<>();
    store.current().ifPresent(live -> json.put("current", live));
    json.put("versions", rows.stream().map(VersionRow::json).toList());
    List<String> lines = new ArrayList<>(List.of(VersionRow.head()));
    rows.forEach(row -> lines.add(row.text()));
    if (rows.isEmpty()) {
      lines.add("  none yet: nightly publishes the first");
    }
    return new Answer(json, lines);
  }
}

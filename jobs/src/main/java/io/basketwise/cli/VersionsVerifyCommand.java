package io.basketwise.cli;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.storage.StoreCopy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code versions verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks every byte and replays the golden moments.",
    footer = {
      "",
      "Examples:",
      "  basketwise versions verify 20261101-0123456789ab --artifacts work/artifacts"
    })
final class VersionsVerifyCommand extends VersionsSubcommand {
  @Parameters(paramLabel = "V", description = "an id, or current")
  @SuppressWarnings("NullAway.Init") // picocli sets a required parameter
  private String version;

  @Override
  Answer answer(StoreCopy artifacts) {
    Manifest manifest = Artifact.verify(StoreOption.folder(artifacts.store(), version));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", manifest.version());
    json.put("files", (long) manifest.files().size());
    json.put("verified", true);
    String line =
        manifest.version()
            + ": "
            + manifest.files().size()
            + " files and the golden moments are as they were written";
    return new Answer(json, List.of(line));
  }
}

package io.basketwise.cli;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code versions}: the published versions. */
@Command(
    name = "versions",
    mixinStandardHelpOptions = true,
    description = "Lists, shows and verifies published versions.",
    footer = {
      "",
      "Examples:",
      "  basketwise versions list --artifacts work/artifacts",
      "  basketwise versions show current --artifacts work/artifacts --json",
      "  basketwise versions verify 20261101-0123456789ab --artifacts work/artifacts"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
public final class VersionsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--artifacts",
      required = true,
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Artifacts.")
  private Path artifacts;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name one of list, show, verify");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private Path folder(String version) {
    var store = new ArtifactStore(artifacts);
    return version.equals("current") ? store.live() : store.folder(version);
  }

  @Command(name = "list", description = "Lists versions; the live one is marked.")
  int list() {
    var store = new ArtifactStore(artifacts);
    String live = store.current().orElse("");
    if (json) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("current", live);
      tree.put("versions", new ArrayList<>(store.versions()));
      out().print(Json.pretty(tree));
    } else {
      for (String version : store.versions()) {
        out().println((version.equals(live) ? "* " : "  ") + version);
      }
    }
    out().flush();
    return 0;
  }

  @Command(name = "show", description = "Shows what a version holds.")
  int show(@Parameters(paramLabel = "V", description = "An id, or current.") String version) {
    try (Artifact artifact = Artifact.open(folder(version))) {
      Manifest manifest = artifact.manifest();
      if (json) {
        out().print(manifest.toJson());
      } else {
        print(artifact);
      }
      out().flush();
    }
    return 0;
  }

  private void print(Artifact artifact) {
    Manifest manifest = artifact.manifest();
    out().println("version   " + manifest.version());
    out().println("shop      " + manifest.shop() + " (" + manifest.currency() + ")");
    out().println("as of     " + manifest.asOf() + ", created " + manifest.createdAt());
    out()
        .println(
            "content   "
                + artifact.items().size()
                + " items, "
                + artifact.bundles().itemsets()
                + " itemsets, "
                + artifact.bundles().rules()
                + " rules");
    manifest.metrics().forEach((name, value) -> out().println("metric    " + name + " " + value));
    manifest.gates().forEach(gate -> out().println("gate      " + Json.write(gate)));
    manifest.notes().forEach(note -> out().println("note      " + note));
    manifest
        .files()
        .forEach(f -> out().println("file      " + f.path() + ", " + f.sizeBytes() + " bytes"));
  }

  @Command(name = "verify", description = "Checks every byte and replays the golden moments.")
  int verify(@Parameters(paramLabel = "V", description = "An id, or current.") String version) {
    Path folder = folder(version);
    Manifest manifest = Artifact.verify(folder);
    if (!folder.endsWith(manifest.version())) {
      throw ArtifactException.damaged(folder, manifest.version(), "the version of the folder");
    }
    if (json) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("version", manifest.version());
      tree.put("files", (long) manifest.files().size());
      tree.put("verified", true);
      out().print(Json.pretty(tree));
    } else {
      out()
          .println(
              manifest.version()
                  + ": "
                  + manifest.files().size()
                  + " files and the golden moments are as they were written");
    }
    out().flush();
    return 0;
  }
}

package io.basketwise.cli;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.MalformedMomentException;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.score.Scorer;
import io.basketwise.models.score.Trace;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}: every candidate of a moment, its numbers, and why it was or was not offered. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Shows every candidate of a moment and why it was or was not offered.",
    footer = {
      "",
      "Example:",
      "  basketwise explain --artifacts work/artifacts --moment moment.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final ArtifactsOption artifacts = new ArtifactsOption();

  @Option(
      names = "--moment",
      required = true,
      paramLabel = "FILE",
      description = "One moment as a JSON object.")
  private Path moment;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (StoreCopy copy = artifacts.open();
        Scorer scorer = Scorer.of(Artifact.open(copy.store().live()))) {
      Trace trace = scorer.explain(read());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.print(Json.pretty(tree(trace)));
      } else {
        print(trace, out);
      }
      out.flush();
    }
    return 0;
  }

  private Moment read() throws IOException {
    if (!Files.isRegularFile(moment)) {
      throw Refusal.configuration(
          "moment " + moment + " cannot be read",
          "there is no such file",
          "name a file with one moment");
    }
    try {
      return MomentReader.read(Files.readString(moment));
    } catch (MalformedMomentException e) {
      throw Refusal.configuration(
          "moment " + moment + " is malformed",
          String.valueOf(e.getMessage()),
          "mend the field and run again");
    }
  }

  private static void print(Trace trace, PrintWriter out) {
    out.println(Printable.of(DecisionWriter.write(trace.decision())));
    trace.models().forEach(model -> print(model, out));
    new CandidateTables(trace.lines()).print(out);
  }

  private static void print(Trace.Model model, PrintWriter out) {
    out.printf(Locale.ROOT, "%n%s: %.4f", model.name(), model.value());
    for (Trace.Moved moved : model.moved()) {
      out.printf(
          Locale.ROOT,
          "%n    %-22s %10.4f  moved it by %+.4f",
          moved.feature().key(),
          moved.value(),
          moved.by());
    }
    out.println();
  }

  private static Map<String, Object> tree(Trace trace) {
    var candidates = new ArrayList<Object>();
    for (Trace.Line line : trace.lines()) {
      candidates.add(tree(line));
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("decision", Json.read(DecisionWriter.write(trace.decision())));
    tree.put("models", trace.models().stream().map(ExplainCommand::tree).toList());
    tree.put("candidates", candidates);
    return tree;
  }

  private static Map<String, Object> tree(Trace.Model model) {
    var moved = new ArrayList<Object>();
    for (Trace.Moved each : model.moved()) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("feature", each.feature().key());
      if (!Double.isNaN(each.value())) {
        tree.put("value", each.value());
      }
      tree.put("moved_by", each.by());
      moved.add(tree);
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("model", model.name());
    tree.put("value", model.value());
    tree.put("features", moved);
    return tree;
  }

  private static Map<String, Object> tree(Trace.Line line) {
    var features = new LinkedHashMap<String, Object>();
    line.features().forEach((f, value) -> features.put(f.name().toLowerCase(Locale.ROOT), value));
    var tree = new LinkedHashMap<String, Object>();
    tree.put("item_id", line.itemId());
    tree.put("title", line.title());
    line.kind().ifPresent(kind -> tree.put("kind", kind.key()));
    tree.put("features", features);
    tree.put("blend", line.blend());
    tree.put("score", line.score());
    tree.put("value", line.value());
    tree.put("stage", line.drop().stage());
    tree.put("reason", line.drop().key());
    tree.put("rank", line.rank());
    return tree;
  }
}

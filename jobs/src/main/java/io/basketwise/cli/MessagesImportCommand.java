package io.basketwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.messages.ImportTexts;
import io.basketwise.messages.WordLists;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.storage.StoreCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code messages import}: texts in, those that pass every check out. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Checks texts and adds those that pass to a file.",
      "They are checked against the live version; the policy then names the file:"
          + " messageFiles: [texts.json]. A line is a draft with a text, or holds the id and"
          + " text alone, or anchor, item, kind, language, text and, unless it is for any,"
          + " intent."
    },
    footer = {
      "",
      "Titles and numbers of the evidence become placeholders, so that the text stays",
      "true in the next version. Refused are other numbers, in digits or spelt out,",
      "and any that stands before anything but orders or times as often;",
      "more than 90 characters beside titles and numbers; words that press; markup,",
      "addresses, hidden characters; and offers that the version does not make. Of two",
      "texts for the same the first that passes stands. Texts in the file for other",
      "offers, intents and languages stay. Whether a text is true in all else, a",
      "person must read.",
      "",
      "A draft without a text is left out and counted.",
      "",
      "Exit codes: 0 all passed, 3 some were refused and the others are written, or there",
      "is no text at all.",
      "",
      "Examples:",
      "  basketwise messages import --artifacts work/artifacts --in written.jsonl \\",
      "    --out texts.json",
      "  writer < drafts.jsonl | basketwise messages import --artifacts work/artifacts \\",
      "    --in - --out texts.json --words words.json --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
final class MessagesImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final ArtifactsOption artifacts = new ArtifactsOption();

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "Texts, one JSON object a line; - is standard input.")
  private String in;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The texts that passed, with those that are there already.")
  private Path out;

  @Option(
      names = "--words",
      paramLabel = "FILE",
      description =
          "Words that no text may use, in place of the shipped ones: {\"en\": [\"last chance\"]}."
              + " They match as whole words, whatever the case, accents and hyphens; discount* is all"
              + " that begins so. A language may have an object in the place of its list: pressing"
              + " (those words), numbers (words that are numbers; a language other than English"
              + " and German needs some), orders (what a number of the evidence may count),"
              + " between (what may stand between the two) and times (as in times as often).")
  private Optional<Path> words = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    WordLists lists = words.map(WordLists::of).orElseGet(WordLists::shipped);
    ImportTexts.Result result;
    try (StoreCopy copy = artifacts.open();
        Artifact version = Artifact.open(copy.store().live());
        BufferedReader lines = open()) {
      result = ImportTexts.run(version, lists, lines.lines(), out);
    }
    PrintWriter console = spec.commandLine().getOut();
    if (json) {
      console.print(Json.pretty(tree(result)));
    } else {
      print(result, console);
    }
    console.flush();
    return result.refused().isEmpty() ? ExitCodes.DONE : Refusal.Kind.INPUTS.exitCode();
  }

  private BufferedReader open() throws IOException {
    if (in.equals("-")) {
      return new BufferedReader(new InputStreamReader(System.in, UTF_8));
    }
    Path file = Path.of(in);
    if (!Files.isRegularFile(file)) {
      throw Refusal.configuration(
          "texts " + file + " cannot be read",
          "there is no such file",
          "name a file of texts with --in, or - for standard input");
    }
    // Bytes that are not UTF-8 become characters that a line is refused for, not a stop.
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
  }

  private void print(ImportTexts.Result result, PrintWriter console) {
    for (ImportTexts.Refused refused : result.refused()) {
      console.printf(
          Locale.ROOT,
          "line %d refused: %s%n  remedy: %s%n",
          refused.line(),
          refused.reason(),
          refused.remedy());
    }
    if (result.unwritten() > 0) {
      console.println(Quantity.of(result.unwritten(), "draft") + " without a text, left out");
    }
    console.printf(
        Locale.ROOT,
        "%s passed, %,d refused; %s has %,d%n",
        Quantity.of(result.passed(), "text"),
        result.refused().size(),
        out,
        result.messages());
  }

  private static Map<String, Object> tree(ImportTexts.Result result) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("passed", result.passed());
    tree.put("without_text", result.unwritten());
    tree.put("refused", result.refused().stream().map(MessagesImportCommand::tree).toList());
    tree.put("messages", result.messages());
    return tree;
  }

  private static Map<String, Object> tree(ImportTexts.Refused refused) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("line", refused.line());
    tree.put("reason", refused.reason());
    tree.put("remedy", refused.remedy());
    return tree;
  }
}

package io.basketwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.messages.Drafts;
import io.basketwise.messages.WordLists;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.decision.Intent;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code messages draft}: one line for each offer that deserves words of its own. */
@Command(
    name = "draft",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the strongest offers as lines for a copywriter.",
      "A line is JSON, one for each of the live version's strongest offers, of each"
          + " kind and for each intent: what is offered for what, the evidence, the text of"
          + " today, and the limits. Add a member text to a line, and give the line to"
          + " messages import."
    },
    footer = {
      "",
      "The strongest are those with the most baskets beyond what chance would give.",
      "",
      "Examples:",
      "  basketwise messages draft --artifacts work/artifacts --out drafts.jsonl",
      "  basketwise messages draft --artifacts work/artifacts --language de \\",
      "    --intent any --out -"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
final class MessagesDraftCommand implements Callable<Integer> {
  private static final String ANY = "any";
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  @Spec private CommandSpec spec;

  @Mixin private final ArtifactsOption artifacts = new ArtifactsOption();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "100",
      description = "Offers of each kind at most; ${DEFAULT-VALUE} where it is not given.")
  private int top;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Of the texts, as an ISO 639 code; the policy's where it is not given.")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--intent",
      paramLabel = "X",
      description =
          "Of whom the texts are for: an intent, or any for whoever; may be given several times."
              + " All six where it is not given.")
  private List<String> intents = new ArrayList<>();

  @Option(
      names = "--words",
      paramLabel = "FILE",
      description = "Words that no text may use, in place of the shipped ones; see import.")
  private Optional<Path> words = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the lines go; - is standard output.")
  private String out;

  @Override
  public Integer call() {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top is " + top + ", expected 1 or more");
    }
    if (language.isPresent() && !LANGUAGES.contains(language.get())) {
      throw new ParameterException(
          spec.commandLine(), "--language is " + language.get() + ", expected a code such as en");
    }
    List<Optional<Intent>> wanted = intents();
    WordLists lists = words.map(WordLists::of).orElseGet(WordLists::shipped);
    try (StoreCopy copy = artifacts.open();
        Artifact version = Artifact.open(copy.store().live())) {
      write(new Drafts(version, lists, language), wanted);
    }
    return ExitCodes.DONE;
  }

  private List<Optional<Intent>> intents() {
    List<Optional<Intent>> wanted = new ArrayList<>();
    for (String key : intents.stream().distinct().toList()) {
      Optional<Intent> intent = Intent.of(key);
      if (intent.isEmpty() && !key.equals(ANY)) {
        throw new ParameterException(
            spec.commandLine(),
            "--intent is "
                + key
                + ", expected any or one of "
                + Arrays.stream(Intent.values()).map(Intent::key).toList());
      }
      wanted.add(intent);
    }
    if (wanted.isEmpty()) {
      wanted.add(Optional.empty());
      Arrays.stream(Intent.values()).map(Optional::of).forEach(wanted::add);
    }
    return wanted;
  }

  private void write(Drafts drafts, List<Optional<Intent>> wanted) {
    PrintWriter console = spec.commandLine().getOut();
    if (out.equals("-")) {
      drafts.write(top, wanted, console::println);
      console.flush();
      return;
    }
    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(out), UTF_8))) {
      int lines = drafts.write(top, wanted, line -> file.print(line + "\n"));
      if (file.checkError()) {
        throw new IOException("the disk does not take it");
      }
      console.println(Quantity.of(lines, "draft") + " written to " + out);
    } catch (IOException e) {
      throw Refusal.configuration(
          "drafts cannot be written to " + out,
          e.toString(),
          "name a file in a folder that exists and can be written to with --out");
    }
  }
}

package io.basketwise.messages;

import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ItemPair;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.models.score.PairOffers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes texts back: those that pass every check become templates in a file that a policy names. Of
 * several texts for one offer, intent and language the first that passes stands. A draft that
 * nobody has written a text for is left out.
 */
public final class ImportTexts {
  /**
   * A line that was not taken.
   *
   * @param line its number, from 1
   */
  public record Refused(long line, String reason, String remedy) {}

  /**
   * What came of the lines.
   *
   * @param passed how many were taken
   * @param unwritten how many drafts have no text yet; they are left out
   * @param messages how many messages the file has now
   */
  public record Result(int passed, int unwritten, List<Refused> refused, int messages) {}

  private static final String TEXT = "text";

  private final Artifact version;
  private final VersionOffers offers;
  private final TextCompiler compiler;
  private final Map<TextId, Long> taken = new HashMap<>();
  private final Map<TextId, Map<String, Object>> messages = new LinkedHashMap<>();
  private final List<Refused> refused = new ArrayList<>();
  private int unwritten;

  private ImportTexts(Artifact version, WordLists words) {
    this.version = version;
    offers = new VersionOffers(version);
    compiler = new TextCompiler(words);
  }

  /** Checks lines against a version and adds what passes to a file; no lines at all are refused. */
  public static Result run(Artifact version, WordLists words, Stream<String> lines, Path out) {
    ImportTexts texts = new ImportTexts(version, words);
    long[] number = {0};
    lines.forEach(line -> texts.read(++number[0], line));
    if (texts.taken.isEmpty() && texts.refused.isEmpty()) {
      throw Refusal.inputs(
          "There are no texts to import",
          "of "
              + Quantity.of(number[0], "line")
              + " none holds a text; drafts without one: "
              + texts.unwritten,
          "give the lines of messages draft, each with a text, by --in");
    }
    int held = TextsFile.add(out, texts.messages.values());
    return new Result(texts.messages.size(), texts.unwritten, List.copyOf(texts.refused), held);
  }

  private void read(long number, String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      take(number, Json.read(line));
    } catch (RefusedText e) {
      refused.add(new Refused(number, e.reason(), e.remedy()));
    } catch (JsonException e) {
      refused.add(
          new Refused(number, String.valueOf(e.getMessage()), "write one JSON object a line"));
    }
  }

  private void take(long number, Object tree) throws RefusedText {
    if (!(tree instanceof Map<?, ?> line)) {
      throw new RefusedText("it is not an object", "write one JSON object a line");
    }
    if (unwritten(line)) {
      unwritten++;
      return;
    }
    TextId id = id(line);
    PairOffers.Of offer =
        offers
            .find(id.pair(), id.kind())
            .orElseThrow(
                () ->
                    new RefusedText(
                        String.format(
                            Locale.ROOT,
                            "version %s offers no %s %s for %s",
                            version.manifest().version(),
                            id.kind().key(),
                            id.pair().item(),
                            id.pair().anchor()),
                        "draft again from the live version"));
    String template = compiler.compile(member(line, TEXT), offers.subject(id, offer));
    Long before = taken.putIfAbsent(id, number);
    if (before != null) {
      throw new RefusedText(
          "line " + before + " has a text for the same already", "keep one of the two");
    }
    messages.put(id, id.message(template));
  }

  /** Whether nobody has written a text yet: a null member is an absent one. */
  private static boolean unwritten(Map<?, ?> line) {
    @Nullable Object text = line.get(TEXT);
    return text == null || (text instanceof String written && written.isBlank());
  }

  private static TextId id(Map<?, ?> line) throws RefusedText {
    if (line.containsKey("id")) {
      return TextId.parse(member(line, "id"));
    }
    ItemPair pair = new ItemPair(member(line, "anchor"), member(line, "item"));
    String intent = line.containsKey("intent") ? member(line, "intent") : TextId.ANY;
    return TextId.of(member(line, "kind"), intent, member(line, "language"), pair);
  }

  private static String member(Map<?, ?> line, String name) throws RefusedText {
    @Nullable Object value = line.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw new RefusedText(
        "it has no " + name + " of letters", "return the line of the draft with a text");
  }
}

package io.basketwise.messages;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.score.PairOffers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One line for a copywriter or a language model for each of a version's strongest offers. */
public final class Drafts {
  private final Artifact version;
  private final WordLists words;
  private final String language;
  private final Policy policy;

  /** Drafts in a language; without one in that of the version's policy. */
  public Drafts(Artifact version, WordLists words, Optional<String> language) {
    this.version = version;
    this.words = words;
    this.language = language.orElse(version.policy().language());
    policy = policy(version, this.language);
  }

  /** The version's policy, were it to speak a language. */
  private static Policy policy(Artifact version, String language) {
    Path file = version.folder().resolve("policy.json");
    try {
      Map<String, Object> tree = new TreeMap<>();
      if (Json.read(Files.readString(file)) instanceof Map<?, ?> members) {
        tree.putAll(Json.canonicalObject(members));
      }
      tree.put("language", language);
      return Policy.of(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the policy " + file, e);
    }
  }

  /**
   * Writes the strongest offers of each kind.
   *
   * @param top how many of a kind
   * @param intents for whom each is written; none is whoever
   * @return the number of lines
   */
  public int write(int top, List<Optional<Intent>> intents, Consumer<String> lines) {
    VersionOffers offers = new VersionOffers(version);
    List<PairOffers.Of> strongest = offers.strongest(top);
    for (PairOffers.Of offer : strongest) {
      for (Optional<Intent> intent : intents) {
        TextId id = new TextId(offers.pair(offer), offer.kind(), intent, language);
        lines.accept(Json.write(line(offers, offers.subject(id, offer))));
      }
    }
    return strongest.size() * intents.size();
  }

  private Map<String, Object> line(VersionOffers offers, Subject subject) {
    TextId id = subject.id();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", id.toString());
    line.put("version", version.manifest().version());
    line.put("anchor", id.pair().anchor());
    line.put("anchor_title", subject.anchorTitle());
    line.put("item", id.pair().item());
    line.put("item_title", subject.itemTitle());
    line.put("kind", id.kind().key());
    line.put("intent", id.intent().map(Intent::key).orElse(TextId.ANY));
    line.put("language", id.language());
    line.put("evidence", evidence(subject));
    line.put("current", offers.current(id, subject.offer(), policy));
    line.put("limits", limits(subject));
    return line;
  }

  /** The numbers that can be said, as they are shown. */
  private static Map<String, Object> evidence(Subject subject) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    for (Placeholder known : Numbers.known(subject.offer())) {
      evidence.put(known.key().replace("evidence.", ""), subject.shown(known));
    }
    return evidence;
  }

  private Map<String, Object> limits(Subject subject) {
    LanguageWords known = words.find(language).orElse(LanguageWords.NONE);
    Map<String, Object> numbers = new LinkedHashMap<>();
    Map<String, Object> before = new LinkedHashMap<>();
    for (Placeholder number : Numbers.known(subject.offer())) {
      numbers.put(Numbers.braced(number), subject.shown(number));
      before.put(Numbers.braced(number), known.counted(number));
    }
    Map<String, Object> titles = new LinkedHashMap<>();
    titles.put(Numbers.braced(Placeholder.ANCHOR_TITLE), subject.anchorTitle());
    titles.put(Numbers.braced(Placeholder.ITEM_TITLE), subject.itemTitle());
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("max_characters", TextCompiler.MAX_CHARACTERS);
    limits.put("numbers", numbers);
    limits.put("numbers_stand_before", before);
    limits.put("titles", titles);
    limits.put("forbidden_words", known.pressing());
    return limits;
  }
}

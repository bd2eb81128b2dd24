package io.basketwise.models.artifact;

import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.OfferKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The templates of a policy, and which of them an offer is given. */
final class Messages {
  private final String language;
  private final List<MessageTemplate> templates;
  private final Map<ItemPair, List<MessageTemplate>> byPair = new HashMap<>();

  private final Map<OfferKind, MessageTemplate> forNoIntent = new EnumMap<>(OfferKind.class);
  private final Map<Intent, Map<OfferKind, MessageTemplate>> byIntent = new EnumMap<>(Intent.class);

  /** For any pair, without a share: the shop's, then the library's own. */
  private final List<MessageTemplate> shareless;

  Messages(String language, JsonObject json) {
    this.language = language;
    templates = json.objects("messages").stream().map(Messages::template).toList();
    var forAny = new ArrayList<MessageTemplate>();
    for (MessageTemplate template : templates) {
      template
          .pair()
          .map(pair -> byPair.computeIfAbsent(pair, key -> new ArrayList<>()))
          .orElse(forAny)
          .add(template);
    }
    shareless =
        Stream.concat(forAny.stream(), PolicyDefaults.templates().stream())
            .filter(template -> !template.tellsShare())
            .toList();
    for (OfferKind kind : OfferKind.values()) {
      forNoIntent.put(kind, needed(forAny, kind, Optional.empty()));
      for (Intent intent : Intent.values()) {
        byIntent
            .computeIfAbsent(intent, key -> new EnumMap<>(OfferKind.class))
            .put(kind, needed(forAny, kind, Optional.of(intent)));
      }
    }
  }

  static MessageTemplate template(JsonObject json) {
    Optional<Intent> intent =
        json.optionalText("intent")
            .map(
                key ->
                    Intent.of(key).orElseThrow(() -> json.fault("intent", key, "a known intent")));
    String key = json.text("kind");
    OfferKind kind = OfferKind.of(key).orElseThrow(() -> json.fault("kind", key, "a known kind"));
    Optional<ItemPair> pair =
        json.has("anchor") || json.has("item")
            ? Optional.of(new ItemPair(json.text("anchor"), json.text("item")))
            : Optional.empty();
    try {
      return new MessageTemplate(pair, intent, kind, json.text("language"), json.text("text"));
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("text") + ": " + e.getMessage());
    }
  }

  private MessageTemplate needed(
      List<MessageTemplate> some, OfferKind kind, Optional<Intent> intent) {
    MessageTemplate best = best(some, kind, intent);
    if (best == null) {
      throw new IllegalStateException("the defaults leave out kind " + kind.key());
    }
    return best;
  }

  List<MessageTemplate> all() {
    return templates;
  }

  /** The most specific template of those that are for no pair in particular. */
  MessageTemplate of(OfferKind kind, Optional<Intent> intent) {
    Map<OfferKind, MessageTemplate> found = intent.map(byIntent::get).orElse(forNoIntent);
    return Objects.requireNonNull(found.get(kind));
  }

  /** The most specific template: for the pair before any. */
  MessageTemplate of(OfferKind kind, Optional<Intent> intent, ItemPair pair) {
    MessageTemplate own = best(byPair.getOrDefault(pair, List.of()), kind, intent);
    return own == null ? of(kind, intent) : own;
  }

  /** The same of those that tell no share: the evidence is that of the anchor with other items. */
  MessageTemplate ofSeveral(OfferKind kind, Optional<Intent> intent, ItemPair pair) {
    List<MessageTemplate> own =
        byPair.getOrDefault(pair, List.of()).stream()
            .filter(template -> !template.tellsShare())
            .toList();
    MessageTemplate best = best(own, kind, intent);
    return best == null ? needed(shareless, kind, intent) : best;
  }

  /** In the language before English, then of the intent before any, and of equals the first. */
  private @Nullable MessageTemplate best(
      List<MessageTemplate> some, OfferKind kind, Optional<Intent> intent) {
    MessageTemplate best = null;
    int rank = -1;
    for (MessageTemplate template : some) {
      int found = template.kind() == kind ? rank(template, intent) : -1;
      if (found > rank) {
        best = template;
        rank = found;
      }
    }
    return best;
  }

  /** The language weighs more than the intent; -1 is a template for somebody else. */
  private int rank(MessageTemplate template, Optional<Intent> intent) {
    boolean spoken = template.language().equals(language);
    if (!spoken && !template.language().equals(PolicyDefaults.LANGUAGE)) {
      return -1;
    }
    if (template.intent().isPresent() && !template.intent().equals(intent)) {
      return -1;
    }
    return (spoken ? 2 : 0) + (template.intent().isPresent() ? 1 : 0);
  }
}

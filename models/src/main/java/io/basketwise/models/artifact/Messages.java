package io.basketwise.models.artifact;

import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.OfferKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The templates of a policy, and which of them an offer is given. */
final class Messages {
  private final String language;
  private final List<MessageTemplate> templates = new ArrayList<>();

  Messages(String language) {
    this.language = language;
  }

  void read(JsonObject json) {
    json.objects("messages").forEach(message -> templates.add(template(message)));
  }

  private static MessageTemplate template(JsonObject json) {
    Optional<Intent> intent =
        json.optionalText("intent")
            .map(
                key ->
                    Intent.of(key).orElseThrow(() -> json.fault("intent", key, "a known intent")));
    String key = json.text("kind");
    OfferKind kind = OfferKind.of(key).orElseThrow(() -> json.fault("kind", key, "a known kind"));
    try {
      return new MessageTemplate(intent, kind, json.text("language"), json.text("text"));
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("text") + ": " + e.getMessage());
    }
  }

  /**
   * The most specific template: in the language before English, then of the intent before any, and
   * of equals the first.
   */
  MessageTemplate of(OfferKind kind, Optional<Intent> intent) {
    MessageTemplate best = null;
    int rank = -1;
    for (MessageTemplate template : templates) {
      int found = template.kind() == kind ? rank(template, intent) : -1;
      if (found > rank) {
        best = template;
        rank = found;
      }
    }
    if (best == null) {
      throw new IllegalStateException("the defaults leave out kind " + kind.key());
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

package io.basketwise.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.artifact.ItemPair;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.OfferKind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a text is for; the same in every version. */
record TextId(ItemPair pair, OfferKind kind, Optional<Intent> intent, String language) {
  /** Stands for no intent in particular. */
  static final String ANY = "any";

  private static final int PARTS = 5;

  /** The five parts, each encoded as in a URL, so that an item's id may hold anything. */
  @Override
  public String toString() {
    return String.join(
        "/",
        kind.key(),
        intent.map(Intent::key).orElse(ANY),
        encode(language),
        encode(pair.anchor()),
        encode(pair.item()));
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, UTF_8);
  }

  static TextId parse(String id) throws RefusedText {
    String[] parts = id.split("/", -1);
    if (parts.length != PARTS) {
      throw notAnId(id);
    }
    try {
      return of(
          parts[0], parts[1], decode(parts[2]), new ItemPair(decode(parts[3]), decode(parts[4])));
    } catch (IllegalArgumentException e) {
      throw notAnId(id);
    }
  }

  private static RefusedText notAnId(String id) {
    return new RefusedText("'" + id + "' is not an id", "return the id of the line as it was");
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, UTF_8);
  }

  static TextId of(String kind, String intent, String language, ItemPair pair) throws RefusedText {
    OfferKind known =
        OfferKind.of(kind)
            .orElseThrow(
                () -> new RefusedText("'" + kind + "' is no kind of offer", "return the kind"));
    Optional<Intent> meant = Intent.of(intent);
    if (meant.isEmpty() && !intent.equals(ANY)) {
      throw new RefusedText(
          "'" + intent + "' is no intent", "return the intent of the line, or leave it out");
    }
    return new TextId(pair, known, meant, language);
  }

  /** The message of a policy that says a text. */
  Map<String, Object> message(String text) {
    Map<String, Object> message = new TreeMap<>();
    message.put("anchor", pair.anchor());
    message.put("item", pair.item());
    message.put("kind", kind.key());
    message.put("language", language);
    message.put("text", text);
    intent.ifPresent(value -> message.put("intent", value.key()));
    return message;
  }
}

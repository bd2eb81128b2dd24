package io.basketwise.models.artifact;

import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.OfferKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with placeholders such as {@code {item.title}}, for a kind of offer or a single one. */
public final class MessageTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

  private final Optional<ItemPair> pair;
  private final Optional<Intent> intent;
  private final OfferKind kind;
  private final String language;
  private final String text;
  private final List<Object> parts;

  /** What a message can say; nothing else may stand in braces. */
  public enum Placeholder {
    ITEM_TITLE,
    ANCHOR_TITLE,
    EVIDENCE_BASKETS,
    EVIDENCE_CONFIDENCE,
    EVIDENCE_LIFT;

    /** The name that stands in braces. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
  }

  /** A template; an unknown placeholder or a brace that stands alone is refused. */
  public MessageTemplate(
      Optional<ItemPair> pair,
      Optional<Intent> intent,
      OfferKind kind,
      String language,
      String text) {
    this.pair = pair;
    this.intent = intent;
    this.kind = kind;
    this.language = language;
    this.text = text;
    this.parts = parse(text);
  }

  private static List<Object> parse(String text) {
    var parts = new ArrayList<Object>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(literal(text.substring(end, matcher.start())));
      parts.add(placeholder(matcher.group(1)));
      end = matcher.end();
    }
    parts.add(literal(text.substring(end)));
    return List.copyOf(parts);
  }

  private static String literal(String text) {
    if (text.contains("{") || text.contains("}")) {
      throw new IllegalArgumentException(
          "message has a brace without its pair near \"" + text.strip() + "\"");
    }
    return text;
  }

  private static Placeholder placeholder(String key) {
    for (Placeholder placeholder : Placeholder.values()) {
      if (placeholder.key().equals(key)) {
        return placeholder;
      }
    }
    throw new IllegalArgumentException(
        "message has unknown placeholder {"
            + key
            + "}, expected one of "
            + Arrays.stream(Placeholder.values())
                .map(p -> "{" + p.key() + "}")
                .collect(Collectors.joining(", ")));
  }

  /** The offer that it is for; none is any of its kind. */
  public Optional<ItemPair> pair() {
    return pair;
  }

  /** The intent that it speaks to; none is any. */
  public Optional<Intent> intent() {
    return intent;
  }

  /** The kind of offer that it is for. */
  public OfferKind kind() {
    return kind;
  }

  /** Its language, as an ISO 639 code. */
  public String language() {
    return language;
  }

  /** The text with its placeholders. */
  public String text() {
    return text;
  }

  /** Whether it tells how often the item goes with the anchor, which holds for the anchor alone. */
  boolean tellsShare() {
    return parts.contains(Placeholder.EVIDENCE_CONFIDENCE)
        || parts.contains(Placeholder.EVIDENCE_LIFT);
  }

  /** The text with values in the place of the placeholders. */
  public String fill(Function<Placeholder, String> values) {
    var filled = new StringBuilder();
    for (Object part : parts) {
      filled.append(part instanceof Placeholder placeholder ? values.apply(placeholder) : part);
    }
    return filled.toString();
  }
}

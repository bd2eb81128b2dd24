package io.basketwise.messages;

import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.score.PairOffers;
import java.util.Map;
import java.util.Objects;

/**
 * The offer that a text is about.
 *
 * @param shown what the scorer puts in the place of each placeholder
 */
record Subject(
    TextId id,
    PairOffers.Of offer,
    String anchorTitle,
    String itemTitle,
    Map<Placeholder, String> shown) {
  String shown(Placeholder placeholder) {
    return Objects.requireNonNull(shown.get(placeholder));
  }
}

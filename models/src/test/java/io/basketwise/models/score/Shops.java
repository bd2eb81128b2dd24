package io.basketwise.models.score;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of the stages ask of the small shop. */
final class Shops {
  /** Six hours after the feed of the small shop. */
  static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");

  private Shops() {}

  static Scorer open(SmallShop shop, Path folder) {
    shop.write(folder);
    return Scorer.of(Artifact.open(folder));
  }

  /** A cart of single pieces at 10 each. */
  static Moment.Builder moment(String... cart) {
    return Moment.builder()
        .momentId("m")
        .at(AT)
        .cart(Arrays.stream(cart).map(id -> new CartLine(id, 1, 10)).toList());
  }

  static Map<String, Object> cartPolicy(Map<String, Object> members) {
    var cart = new TreeMap<String, Object>(Map.of("objective", "relevance"));
    cart.putAll(members);
    return Map.of("placements", Map.of("cart", cart));
  }

  static List<String> ids(Decision decision) {
    return decision.offers().stream().map(Offer::itemId).toList();
  }

  static Trace.Line line(Scorer scorer, Moment moment, String item) {
    return scorer.explain(moment).lines().stream()
        .filter(line -> line.itemId().equals(item))
        .findFirst()
        .orElseThrow();
  }

  static Drop drop(Scorer scorer, Moment moment, String item) {
    return line(scorer, moment, item).drop();
  }

  static Offer offer(Decision decision, OfferKind kind) {
    return decision.offers().stream().filter(o -> o.kind() == kind).findFirst().orElseThrow();
  }
}

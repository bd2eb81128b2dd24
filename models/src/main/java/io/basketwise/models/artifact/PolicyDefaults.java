package io.basketwise.models.artifact;

import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What holds where a shop's policy says nothing. */
final class PolicyDefaults {
  private static final int MAX_OFFERS_PER_SESSION = 6;
  private static final List<OfferKind> ANYTHING =
      List.of(
          OfferKind.BUNDLE,
          OfferKind.COMPLEMENT,
          OfferKind.SIMILAR,
          OfferKind.UPGRADE,
          OfferKind.ADD_ON);
  // Once the cart is filled, another version of what lies in it would reopen the choice.
  private static final List<OfferKind> ADDITIONS =
      List.of(OfferKind.BUNDLE, OfferKind.COMPLEMENT, OfferKind.ADD_ON);

  private PolicyDefaults() {}

  static Map<String, Object> tree() {
    var placements = new LinkedHashMap<String, Object>();
    for (Placement placement : Placement.values()) {
      placements.put(placement.key(), placement(placement));
    }
    return Json.canonicalObject(
        Map.of(
            "language",
            "en",
            "quiet",
            Map.of("enabled", true, "maxOffersPerSession", MAX_OFFERS_PER_SESSION),
            "placements",
            placements,
            "rules",
            List.of(),
            "messages",
            messages()));
  }

  private static Map<String, Object> placement(Placement placement) {
    return Map.of(
        "enabled",
        true,
        "kinds",
        kinds(placement).stream().map(OfferKind::key).toList(),
        "maxOffers",
        maxOffers(placement),
        "objective",
        "relevance");
  }

  private static List<OfferKind> kinds(Placement placement) {
    return switch (placement) {
      case CART, CHECKOUT, POST_PURCHASE -> ADDITIONS;
      case HOME, CATEGORY, SEARCH, PRODUCT_PAGE, EMAIL, IN_APP -> ANYTHING;
    };
  }

  private static int maxOffers(Placement placement) {
    return switch (placement) {
      case CHECKOUT, IN_APP -> 1;
      case POST_PURCHASE -> 2;
      case CART -> 3;
      case HOME, CATEGORY, SEARCH, PRODUCT_PAGE, EMAIL -> 4;
    };
  }

  private static List<Object> messages() {
    var texts = new EnumMap<OfferKind, String>(OfferKind.class);
    texts.put(OfferKind.BUNDLE, "Bought together with {anchor.title} in {evidence.baskets} orders");
    texts.put(
        OfferKind.COMPLEMENT,
        "{evidence.confidence} of orders with {anchor.title} also hold {item.title}");
    texts.put(OfferKind.SIMILAR, "Similar to {anchor.title}: {item.title}");
    texts.put(OfferKind.UPGRADE, "A step up from {anchor.title}: {item.title}");
    texts.put(OfferKind.ADD_ON, "To go with {anchor.title}: {item.title}");
    texts.put(OfferKind.REPLENISH, "Time for more? {item.title}");
    texts.put(OfferKind.PLAN, "A plan with more room: {item.title}");
    texts.put(OfferKind.THRESHOLD, "{item.title} completes the order for free shipping");
    var messages = new ArrayList<Object>();
    Arrays.stream(OfferKind.values())
        .forEach(
            kind ->
                messages.add(
                    Map.of("kind", kind.key(), "language", "en", "text", texts.get(kind))));
    return messages;
  }
}

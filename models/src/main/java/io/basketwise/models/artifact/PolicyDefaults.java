package io.basketwise.models.artifact;

import static io.basketwise.models.decision.OfferKind.ADD_ON;
import static io.basketwise.models.decision.OfferKind.BUNDLE;
import static io.basketwise.models.decision.OfferKind.COMPLEMENT;
import static io.basketwise.models.decision.OfferKind.REPLENISH;
import static io.basketwise.models.decision.OfferKind.SIMILAR;
import static io.basketwise.models.decision.OfferKind.THRESHOLD;
import static io.basketwise.models.decision.OfferKind.UPGRADE;

import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What holds where a shop's policy says nothing. */
final class PolicyDefaults {
  static final String LANGUAGE = "en";

  private static final int MAX_OFFERS_PER_SESSION = 6;
  private static final long MAX_STOCK_AGE_HOURS = 24;
  private static final double MAX_UPGRADE_RATIO = 2.5;
  private static final double MAX_ADD_ON_RATIO = 0.25;
  private static final double FIRST_TIME_BUYER_QUANTILE = 0.9;

  private PolicyDefaults() {}

  static Map<String, Object> tree() {
    var placements = new LinkedHashMap<String, Object>();
    for (Placement placement : Placement.values()) {
      placements.put(placement.key(), placement(placement));
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("language", LANGUAGE);
    tree.put("quiet", quiet());
    tree.put("prices", prices());
    tree.put("placements", placements);
    tree.put("rules", List.of());
    tree.put("experiments", List.of());
    tree.put("messages", messages());
    return Json.canonicalObject(tree);
  }

  private static Map<String, Object> quiet() {
    return Map.of(
        "enabled",
        true,
        "maxOffersPerSession",
        MAX_OFFERS_PER_SESSION,
        "maxStockAgeHours",
        MAX_STOCK_AGE_HOURS);
  }

  private static Map<String, Object> prices() {
    return Map.of(
        "maxUpgradeRatio",
        MAX_UPGRADE_RATIO,
        "maxAddOnRatio",
        MAX_ADD_ON_RATIO,
        "firstTimeBuyerQuantile",
        FIRST_TIME_BUYER_QUANTILE);
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
        objective(placement));
  }

  /** Once the cart is filled, another version of what lies in it would reopen the choice. */
  private static List<OfferKind> kinds(Placement placement) {
    return switch (placement) {
      case HOME -> List.of(BUNDLE, COMPLEMENT, SIMILAR, UPGRADE, ADD_ON, REPLENISH);
      case CATEGORY, SEARCH -> List.of(BUNDLE, COMPLEMENT, SIMILAR, UPGRADE);
      case PRODUCT_PAGE -> List.of(BUNDLE, COMPLEMENT, SIMILAR, UPGRADE, ADD_ON);
      case CART, CHECKOUT -> List.of(BUNDLE, COMPLEMENT, ADD_ON, THRESHOLD);
      case POST_PURCHASE -> List.of(BUNDLE, COMPLEMENT, ADD_ON);
      case EMAIL -> List.of(BUNDLE, COMPLEMENT, SIMILAR, UPGRADE, ADD_ON, REPLENISH);
      case IN_APP -> List.of(COMPLEMENT, UPGRADE, ADD_ON, REPLENISH);
    };
  }

  /** Where the order is being made, its contribution counts; elsewhere what interests. */
  private static String objective(Placement placement) {
    return switch (placement) {
      case CART, CHECKOUT, POST_PURCHASE -> "margin";
      case HOME, CATEGORY, SEARCH, PRODUCT_PAGE, EMAIL, IN_APP -> "relevance";
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
    var messages = new ArrayList<Object>();
    for (OfferKind kind : OfferKind.values()) {
      messages.add(message(kind, LANGUAGE, english(kind)));
      messages.add(message(kind, "de", german(kind)));
    }
    return messages;
  }

  private static Map<String, Object> message(OfferKind kind, String language, String text) {
    return Map.of("kind", kind.key(), "language", language, "text", text);
  }

  private static String english(OfferKind kind) {
    return switch (kind) {
      case BUNDLE -> "Bought together with {anchor.title} in {evidence.baskets} orders";
      case COMPLEMENT ->
          "{evidence.confidence} of orders with {anchor.title} also hold {item.title}";
      case SIMILAR -> "Similar to {anchor.title}: {item.title}";
      case UPGRADE -> "A step up from {anchor.title}: {item.title}";
      case ADD_ON -> "To go with {anchor.title}: {item.title}";
      case REPLENISH -> "Time for more? {item.title}";
      case PLAN -> "A plan with more room: {item.title}";
      case THRESHOLD -> "{item.title} completes the order for free shipping";
    };
  }

  private static String german(OfferKind kind) {
    return switch (kind) {
      case BUNDLE -> "In {evidence.baskets} Bestellungen zusammen mit {anchor.title} gekauft";
      case COMPLEMENT ->
          "{evidence.confidence} der Bestellungen mit {anchor.title} enthalten auch {item.title}";
      case SIMILAR -> "Ähnlich wie {anchor.title}: {item.title}";
      case UPGRADE -> "Eine Stufe über {anchor.title}: {item.title}";
      case ADD_ON -> "Passend zu {anchor.title}: {item.title}";
      case REPLENISH -> "Zeit für Nachschub? {item.title}";
      case PLAN -> "Ein Tarif mit mehr Spielraum: {item.title}";
      case THRESHOLD -> "Mit {item.title} wird der Versand kostenlos";
    };
  }
}

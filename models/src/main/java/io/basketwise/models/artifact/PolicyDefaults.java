package io.basketwise.models.artifact;

import static io.basketwise.models.decision.OfferKind.ADD_ON;
import static io.basketwise.models.decision.OfferKind.BUNDLE;
import static io.basketwise.models.decision.OfferKind.COMPLEMENT;
import static io.basketwise.models.decision.OfferKind.REPLENISH;
import static io.basketwise.models.decision.OfferKind.SIMILAR;
import static io.basketwise.models.decision.OfferKind.THRESHOLD;
import static io.basketwise.models.decision.OfferKind.UPGRADE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds where a shop's policy says nothing. */
final class PolicyDefaults {
  static final String LANGUAGE = "en";

  private static final int MAX_OFFERS_PER_SESSION = 6;
  private static final long MAX_STOCK_AGE_HOURS = 24;
  private static final double MIN_PURCHASE_PROBABILITY = 0.02;
  private static final double MAX_UPGRADE_RATIO = 2.5;
  private static final double MAX_ADD_ON_RATIO = 0.25;
  private static final double FIRST_TIME_BUYER_QUANTILE = 0.9;

  /** Texts of every kind, for any intent and for those to whom another text helps more. */
  private static final List<Map<String, Object>> MESSAGES = messages();

  private PolicyDefaults() {}

  static List<MessageTemplate> templates() {
    return JsonObject.of(Map.of("messages", MESSAGES)).objects("messages").stream()
        .map(Messages::template)
        .toList();
  }

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
    tree.put("messages", MESSAGES);
    return Json.canonicalObject(tree);
  }

  private static Map<String, Object> quiet() {
    return Map.of(
        "enabled",
        true,
        "maxOffersPerSession",
        MAX_OFFERS_PER_SESSION,
        "maxStockAgeHours",
        MAX_STOCK_AGE_HOURS,
        "minPurchaseProbability",
        MIN_PURCHASE_PROBABILITY,
        "minGain",
        0.0);
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

  /** Own messages with the defaults that they leave room for. */
  static List<Object> behind(List<?> own) {
    Set<List<Object>> spoken = new HashSet<>();
    for (Object each : own) {
      if (each instanceof Map<?, ?> message
          && !message.containsKey("intent")
          && !message.containsKey("anchor")) {
        spoken.add(kindAndLanguage(message));
      }
    }
    var all = new ArrayList<Object>(own);
    for (Map<?, ?> message : MESSAGES) {
      if (!spoken.contains(kindAndLanguage(message))) {
        all.add(message);
      }
    }
    return all;
  }

  private static List<Object> kindAndLanguage(Map<?, ?> message) {
    return Arrays.asList(message.get("kind"), message.get("language"));
  }

  private static List<Map<String, Object>> messages() {
    try (InputStream in = PolicyDefaults.class.getResourceAsStream("messages.json")) {
      if (in == null) {
        throw new IllegalStateException("the jar is incomplete: messages.json is missing");
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return JsonObject.of(Json.read(text)).objects("messages").stream()
          .map(message -> message.tree())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

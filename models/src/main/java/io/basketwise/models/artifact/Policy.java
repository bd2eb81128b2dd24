package io.basketwise.models.artifact;

import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The merchandisers' policy as it was compiled into a version. A member that is absent has its
 * default, but for bounds: an absent bound is no bound, and a placement without its own {@code
 * minGain} has that of {@code quiet}.
 */
public final class Policy {
  /** As much as a version carries of it; more is refused. */
  public static final int MAX_BYTES = 8 << 20;

  static final String FILE = "policy.json";

  /** A hundred years; golden moments lie twice as long after a feed. */
  private static final double MAX_STOCK_AGE_HOURS = Duration.ofDays(36_525).toHours();

  private final String language;
  private final boolean enabled;
  private final int maxOffersPerSession;
  private final Map<Placement, PlacementPolicy> placements = new EnumMap<>(Placement.class);
  private final List<PolicyRule> rules = new ArrayList<>();
  private final Messages messages;
  private final List<Experiment> experiments;
  private final double freeShippingAt;
  private final double maxStockAgeHours;
  private final double minPurchaseProbability;
  private final PriceBounds prices;

  private Policy(JsonObject json, JsonObject defaults) {
    language = json.optionalText("language").orElse(defaults.text("language"));
    JsonObject quiet = json.has("quiet") ? json.object("quiet") : defaults.object("quiet");
    enabled = !quiet.has("enabled") || quiet.flag("enabled");
    maxOffersPerSession =
        count(
            (quiet.has("maxOffersPerSession") ? quiet : defaults.object("quiet")),
            "maxOffersPerSession");
    double minGain = minimum(quiet, "minGain", -Double.MAX_VALUE, Double.MAX_VALUE);
    readPlacements(defaults, minGain);
    readPlacements(json, minGain);
    readRules(json);
    List<?> own = json.has("messages") ? json.list("messages") : List.of();
    messages = new Messages(language, JsonObject.of(Map.of("messages", withDefaultMessages(own))));
    experiments =
        json.has("experiments")
            ? json.objects("experiments").stream().map(Experiment::of).toList()
            : List.of();
    freeShippingAt = bound(json, "freeShippingAt", Double.MAX_VALUE, Double.NaN);
    maxStockAgeHours =
        bound(quiet, "maxStockAgeHours", MAX_STOCK_AGE_HOURS, Double.POSITIVE_INFINITY);
    minPurchaseProbability = minimum(quiet, "minPurchaseProbability", 0, 1);
    prices = json.has("prices") ? PriceBounds.of(json.object("prices")) : PriceBounds.NONE;
  }

  /** The policy of a JSON tree; a fault is a {@link JsonException}. */
  public static Policy of(Map<String, Object> tree) {
    return new Policy(JsonObject.of(tree), JsonObject.of(PolicyDefaults.tree()));
  }

  /** Every member with its default, to lay a shop's own policy over. */
  public static Map<String, Object> defaults() {
    return PolicyDefaults.tree();
  }

  /**
   * A shop's own messages, and behind them the default ones. Where a shop has a text for a kind and
   * language whatever the intent, the defaults have nothing to add, for any intent.
   */
  public static List<Object> withDefaultMessages(List<?> own) {
    return PolicyDefaults.behind(own);
  }

  private static int count(JsonObject json, String name) {
    long value = json.whole(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw json.fault(name, String.valueOf(value), "0 to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  private static double bound(JsonObject json, String name, double most, double otherwise) {
    if (!json.has(name)) {
      return otherwise;
    }
    double value = json.number(name);
    if (!(value > 0 && value <= most)) {
      throw json.fault(name, String.valueOf(value), "above 0, at most " + most);
    }
    return value;
  }

  /** A threshold: 0 where there is none. */
  private static double minimum(JsonObject json, String name, double least, double most) {
    double value = json.number(name, 0);
    if (!(value >= least && value <= most)) {
      throw json.fault(name, String.valueOf(value), least + " to " + most);
    }
    return value;
  }

  private void readPlacements(JsonObject json, double minGain) {
    if (!json.has("placements")) {
      return;
    }
    JsonObject all = json.object("placements");
    for (String key : all.names()) {
      Placement placement =
          Placement.of(key).orElseThrow(() -> all.fault(key, "a placement", "a known placement"));
      PlacementPolicy read = placement(all.object(key), placements.get(placement), minGain);
      if (placement == Placement.CHECKOUT && read.maxOffers() > 1) {
        throw all.object(key).fault("maxOffers", String.valueOf(read.maxOffers()), "1 at most");
      }
      placements.put(placement, read);
    }
  }

  private static PlacementPolicy placement(
      JsonObject json, @Nullable PlacementPolicy base, double minGain) {
    try {
      return new PlacementPolicy(
          (json.has("enabled") || base == null) ? json.flag("enabled") : base.enabled(),
          (json.has("kinds") || base == null) ? kinds(json) : base.kinds(),
          (json.has("maxOffers") || base == null) ? count(json, "maxOffers") : base.maxOffers(),
          (json.has("objective") || base == null)
              ? json.parsed("objective", "an objective", text -> constant(Objective.class, text))
              : base.objective(),
          json.has("maxPriceRatio") ? json.number("maxPriceRatio") : Double.POSITIVE_INFINITY,
          json.has("maxShareOfCart") ? json.number("maxShareOfCart") : Double.POSITIVE_INFINITY,
          json.has("maxPerCategory") ? count(json, "maxPerCategory") : Integer.MAX_VALUE,
          json.number("minGain", minGain));
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("") + " " + e.getMessage());
    }
  }

  private static Set<OfferKind> kinds(JsonObject json) {
    var kinds = new TreeSet<OfferKind>();
    for (String key : json.texts("kinds")) {
      kinds.add(OfferKind.of(key).orElseThrow(() -> json.fault("kinds", key, "known kinds")));
    }
    return kinds;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String key) {
    return Enum.valueOf(type, key.toUpperCase(Locale.ROOT));
  }

  private void readRules(JsonObject json) {
    for (JsonObject rule : json.has("rules") ? json.objects("rules") : List.<JsonObject>of()) {
      rules.add(rule(rule));
    }
  }

  private static PolicyRule rule(JsonObject json) {
    var where = new TreeSet<Placement>();
    for (String key : json.has("placements") ? json.texts("placements") : List.<String>of()) {
      where.add(
          Placement.of(key).orElseThrow(() -> json.fault("placements", key, "known placements")));
    }
    try {
      return new PolicyRule(
          json.text("id"),
          json.parsed(
              "action",
              "exclude, include, boost or pin",
              text -> constant(PolicyRule.Action.class, text)),
          json.has("factor") ? json.number("factor") : 1,
          json.texts("items"),
          where,
          json.has("from") ? json.parsed("from", "a date", LocalDate::parse) : LocalDate.MIN,
          json.has("to") ? json.parsed("to", "a date", LocalDate::parse) : LocalDate.MAX);
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("factor") + ": " + e.getMessage());
    }
  }

  /** The language of the messages. */
  public String language() {
    return language;
  }

  /** Whether offers are made at all. */
  public boolean enabled() {
    return enabled;
  }

  /** How many offers a session or channel sees before there is silence. */
  public int maxOffersPerSession() {
    return maxOffersPerSession;
  }

  /** What a placement may show. */
  public PlacementPolicy placement(Placement placement) {
    PlacementPolicy policy = placements.get(placement);
    if (policy == null) {
      throw new IllegalStateException("the defaults leave out placement " + placement.key());
    }
    return policy;
  }

  /** The rules over items. */
  public List<PolicyRule> rules() {
    return List.copyOf(rules);
  }

  /** Trials, in the order in which they are asked. */
  public List<Experiment> experiments() {
    return experiments;
  }

  /** Cart value from which shipping is free; NaN when it never is. */
  public double freeShippingAt() {
    return freeShippingAt;
  }

  /** Oldest feed whose stock is believed, in hours; infinite is no bound. */
  public double maxStockAgeHours() {
    return maxStockAgeHours;
  }

  /** Least probability of an order at which an offer is made, 0 to 1. */
  public double minPurchaseProbability() {
    return minPurchaseProbability;
  }

  /** What the lower bound of an offer's gain must be above, at each placement that has one. */
  public GainBounds gainBounds() {
    return GainBounds.of(each -> placement(each).minGain());
  }

  /** Which prices make an offer of a kind. */
  public PriceBounds prices() {
    return prices;
  }

  /** All texts, the shop's own before the defaults. */
  public List<MessageTemplate> messages() {
    return messages.all();
  }

  /** The most specific text for an offer: of its pair before any pair's. */
  public MessageTemplate message(OfferKind kind, Optional<Intent> intent, ItemPair pair) {
    return messages.of(kind, intent, pair);
  }

  /**
   * The same where the evidence is that of the pair's anchor with other items, and no share holds.
   */
  public MessageTemplate messageOfSeveral(OfferKind kind, Optional<Intent> intent, ItemPair pair) {
    return messages.ofSeveral(kind, intent, pair);
  }

  /** The most specific text for a kind of offer and an intent. */
  public MessageTemplate message(OfferKind kind, Optional<Intent> intent) {
    return messages.of(kind, intent);
  }
}

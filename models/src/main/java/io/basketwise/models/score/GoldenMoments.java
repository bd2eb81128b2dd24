package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Bundles;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Rehearsal;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.MalformedMomentException;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.decision.Placement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Moments made from a version's own rules and items, which name nobody, with their decisions. */
public final class GoldenMoments implements Rehearsal {
  private static final int MAX_CARTS = 50;

  /** Those with most to offer first, so that a small version meets them. */
  private static final List<Placement> PLACEMENTS =
      List.of(
          Placement.CART,
          Placement.PRODUCT_PAGE,
          Placement.CHECKOUT,
          Placement.POST_PURCHASE,
          Placement.EMAIL,
          Placement.IN_APP,
          Placement.CATEGORY,
          Placement.SEARCH,
          Placement.HOME);

  @Override
  public List<String> record(Artifact artifact) {
    Scorer scorer = Scorer.of(artifact);
    return moments(artifact).stream().map(moment -> line(scorer, Json.write(moment))).toList();
  }

  @Override
  public UnaryOperator<String> replay(Artifact artifact) {
    Scorer scorer = Scorer.of(artifact);
    return line -> line(scorer, moment(line));
  }

  /** Decides them all and forgets the decisions. */
  static void warm(Scorer scorer, Artifact artifact) {
    moments(artifact).forEach(moment -> line(scorer, Json.write(moment)));
  }

  private static String moment(String line) {
    return Json.read(line) instanceof Map<?, ?> tree && tree.get("moment") instanceof Map<?, ?> m
        ? Json.write(m)
        : "{}";
  }

  private static String line(Scorer scorer, String moment) {
    String decision;
    try {
      decision = DecisionWriter.write(scorer.decide(MomentReader.read(moment)));
    } catch (MalformedMomentException e) {
      decision = Json.write(Map.of("error", String.valueOf(e.getMessage())));
    }
    return "{\"moment\":" + moment + ",\"decision\":" + decision + "}";
  }

  private static List<Map<String, Object>> moments(Artifact artifact) {
    var moments = new ArrayList<Map<String, Object>>();
    Set<List<String>> carts = new LinkedHashSet<>(ruleCarts(artifact));
    carts.addAll(itemCarts(artifact));
    List<List<String>> inTurn = List.copyOf(carts);
    int count = inTurn.isEmpty() ? 0 : Math.max(inTurn.size(), PLACEMENTS.size());
    for (int number = 0; number < count; number++) {
      Placement placement = PLACEMENTS.get(number % PLACEMENTS.size());
      List<String> cart = inTurn.get(number % inTurn.size());
      moments.add(moment(artifact, "golden-" + (number + 1), placement, cart));
    }
    if (count > 0) {
      moments.addAll(occasions(artifact, inTurn.get(0)));
    }
    moments.add(moment(artifact, "golden-empty", Placement.CART, List.of()));
    moments.add(moment(artifact, "golden-unknown", Placement.CART, List.of("\u0000unknown")));
    return moments;
  }

  private static List<Map<String, Object>> occasions(Artifact artifact, List<String> cart) {
    var moments = new ArrayList<Map<String, Object>>();
    GoldenOccasions.of(artifact, at(artifact), cart)
        .forEach(
            (name, members) -> {
              Map<String, Object> moment = moment(artifact, "golden-" + name, Placement.CART, cart);
              moment.putAll(members);
              moments.add(moment);
            });
    return moments;
  }

  private static Instant at(Artifact artifact) {
    return artifact.manifest().asOf().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Map<String, Object> moment(
      Artifact artifact, String id, Placement placement, List<String> cart) {
    var moment = new LinkedHashMap<String, Object>();
    moment.put("moment_id", id);
    moment.put("at", at(artifact).toString());
    moment.put("placement", placement.key());
    if (placement == Placement.PRODUCT_PAGE) {
      moment.put("item_id", cart.get(0));
    }
    moment.put("cart", cart.stream().map(item -> Map.of("item_id", item)).toList());
    if (artifact.behaviour().isPresent()) {
      moment.put("events", events(artifact, cart));
    }
    return moment;
  }

  /** Each item of the cart was viewed and put into it, half a minute after the one before. */
  private static List<Object> events(Artifact artifact, List<String> cart) {
    Instant at = at(artifact);
    var events = new ArrayList<Object>();
    for (int i = 0; i < cart.size(); i++) {
      Instant viewed = at.minusSeconds(30L * (cart.size() - i));
      events.add(event("item_view", viewed, cart.get(i)));
      events.add(event("add_to_cart", viewed.plusSeconds(20), cart.get(i)));
    }
    return events;
  }

  private static Map<String, Object> event(String type, Instant at, String item) {
    // In one order: the order of Map.of differs from one process to the next.
    var event = new LinkedHashMap<String, Object>();
    event.put("event_type", type);
    event.put("occurred_at", at.toString());
    event.put("placement", "product_page");
    event.put("item_id", item);
    event.put("dwell_ms", 10_000L);
    return event;
  }

  /** Antecedents of rules, spread evenly over the trie. */
  private static List<List<String>> ruleCarts(Artifact artifact) {
    Bundles bundles = artifact.bundles();
    int step = Math.max(1, bundles.rules() / MAX_CARTS);
    var carts = new ArrayList<List<String>>();
    int[] parents = parents(bundles);
    for (int node = 0, next = 0; node < bundles.itemsets() && carts.size() < MAX_CARTS; node++) {
      if (bundles.firstRule(node + 1) > Math.max(next, bundles.firstRule(node))) {
        carts.add(path(artifact, parents, node));
        next = bundles.firstRule(node) + step;
      }
    }
    return carts;
  }

  private static int[] parents(Bundles bundles) {
    var parents = new int[bundles.itemsets()];
    Arrays.fill(parents, -1);
    for (int node = 0; node < parents.length; node++) {
      for (int c = bundles.firstChild(node); c < bundles.firstChild(node + 1); c++) {
        parents[c] = node;
      }
    }
    return parents;
  }

  private static List<String> path(Artifact artifact, int[] parents, int node) {
    var path = new ArrayList<String>();
    for (int n = node; n >= 0; n = parents[n]) {
      path.add(0, artifact.items().id(artifact.bundles().item(n)));
    }
    return path;
  }

  /** Single items with neighbours, spread evenly. */
  private static List<List<String>> itemCarts(Artifact artifact) {
    Items items = artifact.items();
    int step = Math.max(1, items.size() / MAX_CARTS);
    var carts = new ArrayList<List<String>>();
    for (int item = 0; item < items.size() && carts.size() < MAX_CARTS; item += step) {
      int candidate = item;
      boolean connected =
          Arrays.stream(Relation.values())
              .flatMap(relation -> artifact.affinity().neighbours(relation).stream())
              .anyMatch(table -> table.first(candidate + 1) > table.first(candidate));
      if (connected) {
        carts.add(List.of(items.id(item)));
      }
    }
    return carts;
  }
}
